package org.plateau.corpus.standins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A synthetic corpus in the layout of IEMOCAP: five sessions of two talkers, dialogs with the marker
 * wearer in their name, EmoEvaluation and transcription files. The talker is the letter before the
 * number, not the dialog's prefix.
 */
public final class IemocapStandIn {
  /** Forty utterances of a talker: about the real shares of neutral, frustrated, no agreement, ... */
  private static final String[] CODES =
      ("xxx neu fru ang sad exc xxx hap neu xxx fru neu sad xxx ang exc fru xxx neu hap "
              + "xxx fru sad neu ang xxx exc fru neu xxx hap sad fru xxx ang exc neu xxx sur oth")
          .split(" ");

  private static final Map<String, Character> CUES =
      Map.of(
          "ang", 'W', "hap", 'F', "exc", 'F', "neu", 'N', "sad", 'T', "fru", 'C', "sur", 'U', "oth",
          'R', "xxx", 'R');

  private static final Map<String, String> WORDS =
      Map.of(
          "ang", "Anger", "hap", "Happiness", "exc", "Excited", "neu", "Neutral", "sad", "Sadness",
          "fru", "Frustration", "sur", "Surprise", "oth", "Other");

  private static final int SESSIONS = 5;

  /** Marker wearer and dialog; the last two have the letters that fixed positions trip over. */
  private static final String[] DIALOGS = {
    "F_impro01", "M_impro01", "F_script01_1", "M_script01_1b", "M_impro05a"
  };

  private IemocapStandIn() {}

  /** One utterance. */
  private record Turn(
      String session, String dialog, String name, String talker, String code, String text) {}

  /**
   * Writes the corpus.
   *
   * @param folder made if it is not there; it will hold {@code IEMOCAP_full_release}
   * @param clips at least 1
   */
  public static void write(Path folder, int clips, Voices voices) throws IOException {
    Path root = folder.resolve("IEMOCAP_full_release");
    Map<String, List<Turn>> dialogs = new TreeMap<>();
    for (Turn turn : turns(clips, voices.seed())) {
      dialogs.computeIfAbsent(turn.dialog(), key -> new ArrayList<>()).add(turn);
    }
    List<Turn> all = new ArrayList<>();
    for (Map.Entry<String, List<Turn>> dialog : dialogs.entrySet()) {
      Path session = root.resolve(dialog.getValue().get(0).session());
      Files.createDirectories(session.resolve("sentences/wav").resolve(dialog.getKey()));
      StandInFiles.text(
          session.resolve("dialog/EmoEvaluation/" + dialog.getKey() + ".txt"),
          evaluation(dialog.getValue()));
      StandInFiles.text(
          session.resolve("dialog/transcriptions/" + dialog.getKey() + ".txt"),
          transcription(dialog.getValue()));
      all.addAll(dialog.getValue());
    }
    StandInFiles.writeClips(
        all.size(),
        i -> {
          Turn turn = all.get(i);
          byte[] bytes =
              voices.wav(
                  turn.talker(),
                  turn.talker().endsWith("F"),
                  CUES.get(turn.code()),
                  turn.name(),
                  turn.text());
          Path file =
              root.resolve(turn.session()).resolve("sentences/wav").resolve(turn.dialog());
          return new StandInFiles.Clip(file.resolve(turn.name() + ".wav"), bytes);
        });
  }

  private static List<Turn> turns(int clips, long seed) {
    List<Turn> turns = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < clips; i++) {
      int session = i % SESSIONS + 1;
      String talker = i / SESSIONS % 2 == 0 ? "F" : "M";
      int round = i / (2 * SESSIONS);
      String dialog =
          String.format(Locale.ROOT, "Ses%02d%s", session, DIALOGS[round % DIALOGS.length]);
      int number = numbers.merge(dialog + talker, 1, Integer::sum) - 1;
      String name = String.format(Locale.ROOT, "%s_%s%03d", dialog, talker, number);
      String code = CODES[(round + 7 * session + (talker.equals("M") ? 11 : 0)) % CODES.length];
      String text =
          Sentences.english("test", CUES.get(code), new RandomStream(seed, "text/" + name));
      turns.add(
          new Turn("Session" + session, dialog, name, "Ses0" + session + talker, code, text));
    }
    return turns;
  }

  private static String evaluation(List<Turn> turns) {
    StringBuilder text =
        new StringBuilder("% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n");
    double at = 6.2901;
    for (Turn turn : turns) {
      text.append(String.format(Locale.ROOT, "[%.4f - %.4f]\t", at, at + 1.9456));
      text.append(turn.name()).append('\t').append(turn.code());
      text.append("\t[2.5000, 2.5000, 2.5000]\n");
      String word = WORDS.getOrDefault(turn.code(), "Neutral; Anger");
      text.append("C-E2:\t").append(word).append(";\t()\n");
      text.append("C-E3:\t").append(word).append(";\t(a comment: [with] brackets)\n");
      text.append("A-E3:\tval 3; act 2; dom  2;\t()\n\n");
      at += 2.5;
    }
    return text.toString();
  }

  private static String transcription(List<Turn> turns) {
    StringBuilder text = new StringBuilder();
    double at = 6.2901;
    for (Turn turn : turns) {
      text.append(turn.name());
      text.append(String.format(Locale.ROOT, " [%08.4f-%08.4f]: ", at, at + 1.9456));
      text.append(turn.text()).append('\n');
      at += 2.5;
    }
    return text.toString();
  }
}
