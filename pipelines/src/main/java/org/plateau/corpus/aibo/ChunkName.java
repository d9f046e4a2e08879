package org.plateau.corpus.aibo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.labels.LabelException;

/**
 * What a chunk's id says: school, child, turn and chunk, for example {@code Ohm_01_031_00}. Children
 * are numbered anew in each school, so the speaker is school and child.
 *
 * @param utterance the id
 * @param speaker for example {@code Ohm_01}
 */
public record ChunkName(String utterance, String speaker) {
  private static final Pattern NAME =
      Pattern.compile("((?:Ohm|Mont)_\\d{2})_\\d{3,4}_\\d{2,3}");

  /**
   * Reads an id.
   *
   * @throws LabelException if it does not follow the rule (reason bad_name)
   */
  public static ChunkName parse(String id) throws LabelException {
    Matcher matcher = NAME.matcher(id);
    if (!matcher.matches()) {
      throw new LabelException(
          QuarantineReason.BAD_NAME,
          "'%s' must be school, child, turn and chunk such as Ohm_01_031_00".formatted(id));
    }
    return new ChunkName(id, matcher.group(1));
  }
}
