package org.plateau.corpus.standins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.config.UserException;

/**
 * Stand-ins of all five layouts.
 *
 * @param clips recordings of each corpus, 1 to 1,000,000
 * @param voices who speaks
 * @param releases releases of MSP-Podcast
 * @param fromEmodb real recordings for MSP-Podcast's layout, or null
 * @param defects whether files and lines that must be set aside are added
 */
public record StandInCorpora(
    int clips, Voices voices, List<String> releases, Path fromEmodb, boolean defects) {
  private static final int MOST_CLIPS = 1_000_000;

  private static final Map<String, Writer> WRITERS =
      new TreeMap<>(
          Map.of(
              "emodb", StandInCorpora::emodb,
              "fau-aibo", (all, folder) -> AiboStandIn.write(folder, all.clips, all.voices),
              "iemocap", (all, folder) -> IemocapStandIn.write(folder, all.clips, all.voices),
              "msp-podcast", StandInCorpora::mspPodcast,
              "tau-uavs",
                  (all, folder) ->
                      TauStandIn.write(
                          folder, all.clips, all.voices.seed(), all.voices.seconds())));

  public StandInCorpora {
    releases = List.copyOf(releases);
    if (clips < 1 || clips > MOST_CLIPS) {
      throw new UserException(
          "clips: %d must be 1 to %d; choose another number".formatted(clips, MOST_CLIPS));
    }
  }

  private interface Writer {
    void write(StandInCorpora all, Path folder) throws IOException;
  }

  /**
   * The names of corpora, {@code all} resolved.
   *
   * @throws UserException if there is no stand-in of a name
   */
  public static Set<String> checked(List<String> names) {
    if (names.equals(List.of("all"))) {
      return WRITERS.keySet();
    }
    for (String name : names) {
      if (!WRITERS.containsKey(name)) {
        throw new UserException(
            "--corpus: %s must be one of %s or all; mend the name".formatted(name, WRITERS.keySet()));
      }
    }
    return Set.copyOf(names);
  }

  /**
   * Writes one corpus.
   *
   * @param folder made if it is not there; files of the same names are replaced
   * @throws UserException if the settings ask for what the layout cannot hold
   */
  public void write(String corpus, Path folder) throws IOException {
    WRITERS.get(corpus).write(this, folder);
    if (defects) {
      StandInDefects.add(corpus, folder);
    }
  }

  private static void emodb(StandInCorpora all, Path folder) throws IOException {
    EmodbStandIn.write(
        folder,
        new StandInSettings(all.clips, all.voices.seed(), EmodbStandIn.allSpeakers()),
        all.voices);
  }

  private static void mspPodcast(StandInCorpora all, Path folder) throws IOException {
    if (all.fromEmodb == null) {
      MspStandIn.write(folder, all.releases, all.clips, all.voices);
    } else {
      MspStandIn.writeFromEmodb(folder, all.releases, all.fromEmodb, all.voices);
    }
  }
}
