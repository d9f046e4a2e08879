package org.plateau.corpus.standins;

import java.util.HashSet;
import java.util.List;
import org.plateau.config.UserException;

/**
 * What a synthetic corpus is made of.
 *
 * @param clips number of recordings, 1 to 10,400
 * @param seed seed of everything drawn
 * @param speakers speaker ids that the corpus's names allow; at least one, no duplicates
 */
public record StandInSettings(int clips, long seed, List<String> speakers) {
  private static final int MAX_CLIPS = 10_400;

  public StandInSettings {
    speakers = List.copyOf(speakers);
    if (clips < 1 || clips > MAX_CLIPS) {
      throw new UserException(
          "clips: %d must be 1 to %d; choose another number".formatted(clips, MAX_CLIPS));
    }
    if (speakers.isEmpty() || new HashSet<>(speakers).size() != speakers.size()) {
      throw new UserException("speakers: %s must be at least one and differ".formatted(speakers));
    }
  }
}
