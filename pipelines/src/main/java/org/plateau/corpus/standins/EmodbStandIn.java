package org.plateau.corpus.standins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.plateau.config.UserException;
import org.plateau.corpus.emodb.EmodbName;

/**
 * A synthetic corpus in the layout of EmoDB: {@code wav/SSTTTEV.wav} and {@code erkennung.txt}.
 *
 * <p>The four emotions W, F, N, T and the speakers take turns, so classes and speakers are
 * balanced. The cue of an emotion is a shift of pitch, tempo, level and spectral tilt against the
 * speaker's own level; speakers differ among themselves as much as emotions do, emotions overlap,
 * and some utterances are played as another emotion than their name says. Equal settings give equal
 * bytes.
 */
public final class EmodbStandIn {
  private static final String EMOTIONS = "WFNT";
  private static final String VERSIONS = "abcdefghijklmnopqrstuvwxyz";

  /** One row in so many is a recording that is not distributed, as in the real table. */
  private static final int ABSENT_EVERY = 4;

  private final StandInSettings settings;
  private final Voices voices;

  private EmodbStandIn(StandInSettings settings, Voices voices) {
    this.settings = settings;
    this.voices = voices;
  }

  /** The ten speakers of EmoDB. */
  public static List<String> allSpeakers() {
    List<String> speakers = new ArrayList<>();
    EmodbName.speakers().forEach(speakers::add);
    return List.copyOf(speakers);
  }

  /**
   * Writes the corpus.
   *
   * @param folder made if it is not there; files of the same names are replaced
   * @throws UserException if the settings ask for what the names cannot hold
   * @throws IOException if a file cannot be written
   */
  public static void write(Path folder, StandInSettings settings) throws IOException {
    write(folder, settings, new Voices(settings.seed(), OptionalDouble.empty()));
  }

  /** Writes the corpus with given voices, whose seed stands for the settings'. */
  static void write(Path folder, StandInSettings settings, Voices voices) throws IOException {
    new EmodbStandIn(settings, voices).writeTo(folder);
  }

  private void writeTo(Path folder) throws IOException {
    List<EmodbName> names = names();
    Path wav = Files.createDirectories(folder.resolve("wav"));
    Map<String, Integer> recognised = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      EmodbName name = names.get(i);
      char emotion = name.emotion().charAt(0);
      RandomStream random = new RandomStream(settings.seed(), "utterance/" + name.utterance());
      EmotionCue cue = EmotionCue.draw(emotion, random);
      boolean female = name.gender().equals("female");
      byte[] file =
          voices.wav(name.speaker(), female, emotion, name.utterance(), name.sentence());
      Files.write(wav.resolve(name.utterance() + ".wav"), file);
      recognised.put(name.utterance(), percent(cue.distance(emotion)));
      if (i % ABSENT_EVERY == 0) {
        recognised.putIfAbsent(absent(name), 5 * random.index(16));
      }
    }
    Files.write(
        folder.resolve("erkennung.txt"), table(recognised).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Names in order of version, text, emotion, speaker, so that every prefix is balanced. */
  private List<EmodbName> names() {
    List<String> texts = new ArrayList<>();
    EmodbName.texts().forEach(texts::add);
    List<EmodbName> names = new ArrayList<>();
    int perRound = EMOTIONS.length() * settings.speakers().size();
    for (int i = 0; i < settings.clips(); i++) {
      String speaker = settings.speakers().get(i % settings.speakers().size());
      char emotion = EMOTIONS.charAt(i % perRound / settings.speakers().size());
      int round = i / perRound;
      if (round / texts.size() >= VERSIONS.length()) {
        throw new UserException(
            "clips: %d must be at most %d for %d speakers; ask for fewer clips or more speakers"
                .formatted(
                    settings.clips(),
                    perRound * texts.size() * VERSIONS.length(),
                    settings.speakers().size()));
      }
      String text = texts.get(round % texts.size());
      char version = VERSIONS.charAt(round / texts.size());
      String utterance = speaker + text + emotion + version;
      names.add(
          EmodbName.parse(utterance)
              .orElseThrow(
                  () ->
                      new UserException(
                          "speakers: %s must be one of %s".formatted(speaker, allSpeakers()))));
    }
    return names;
  }

  /** A recording of the same speaker that no stand-in has: disgust is not played. */
  private static String absent(EmodbName name) {
    return name.speaker() + name.text() + "E" + name.utterance().charAt(6);
  }

  /** Recognition by 20 listeners: the further from the emotion's centre, the fewer. */
  private static int percent(double distance) {
    int listeners = (int) Math.rint(21.5 - 2.5 * distance);
    return 5 * Math.max(4, Math.min(20, listeners));
  }

  /** The table as EmoDB writes it: decimal commas, fields padded with no-break spaces. */
  private static String table(Map<String, Integer> recognised) {
    StringBuilder table = new StringBuilder("Nr.\tSatz\terkannt\tnatuerlich\n");
    int row = 0;
    for (Map.Entry<String, Integer> entry : recognised.entrySet()) {
      row++;
      String padding = "\u00a0".repeat(5);
      String last = row == recognised.size() ? "\u00a0".repeat(3) : padding;
      int natural = Math.max(0, entry.getValue() - 10);
      table.append(row).append("\u00a0\u00a0\t").append(entry.getKey()).append(".wav\t");
      table.append(entry.getValue()).append(",00").append(padding).append('\t');
      table.append(natural).append(",00").append(last).append('\n');
    }
    return table.toString();
  }
}
