package org.plateau.corpus.standins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plateau.corpus.SplitRule;

/**
 * A synthetic corpus in the layout of FAU-AIBO: {@code IS2009EmotionChallenge/wav}, both label files,
 * word labels and a transliteration. Children of both schools take turns; within a child the five
 * classes stand in about their real shares.
 */
public final class AiboStandIn {
  /** Children of the real corpus; ids of the first school have gaps. */
  private static final int[] OHM = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16, 18, 19, 20, 21, 22, 23, 24, 25, 27, 29, 31, 32
  };

  private static final int MONT = 25;

  /** Twenty turns of a child: the shares of N, E, A, P and R. */
  private static final String CLASSES = "NENNANENNPNNENRNNENA";

  private static final Map<Character, Character> CUES =
      Map.of('A', 'W', 'E', 'M', 'N', 'N', 'P', 'F', 'R', 'R');

  private static final String[] CONFIDENCES = {"1", "0.8", "0.6", "1", "0.9"};
  private static final int TURNS_PER_NUMBER = 100;

  private AiboStandIn() {}

  /** One chunk. */
  private record Chunk(String name, String child, char label, String text, int number) {
    boolean negative() {
      return label == 'A' || label == 'E';
    }
  }

  /** The splits that the challenge fixes. */
  public static SplitRule splits() {
    return new SplitRule(Map.of("Ohm_31", "dev", "Ohm_32", "dev", "Mont_*", "test"), "train");
  }

  /**
   * Writes the corpus.
   *
   * @param folder made if it is not there
   * @param clips at least 1
   */
  public static void write(Path folder, int clips, Voices voices) throws IOException {
    List<Chunk> chunks = chunks(clips, voices.seed());
    Path root = folder.resolve("IS2009EmotionChallenge");
    Path wav = Files.createDirectories(root.resolve("wav"));
    StandInFiles.writeClips(
        chunks.size(),
        i -> {
          Chunk chunk = chunks.get(i);
          boolean female = chunk.child().hashCode() % 2 == 0;
          byte[] bytes =
              voices.wav(
                  chunk.child(), female, CUES.get(chunk.label()), chunk.name(), chunk.text());
          return new StandInFiles.Clip(wav.resolve(chunk.name() + ".wav"), bytes);
        });
    StringBuilder two = new StringBuilder();
    StringBuilder five = new StringBuilder();
    StringBuilder words = new StringBuilder();
    StringBuilder texts = new StringBuilder();
    for (Chunk chunk : chunks) {
      String confidence = CONFIDENCES[chunk.number() % CONFIDENCES.length];
      line(two, chunk.name(), chunk.negative() ? "NEG" : "IDL", confidence);
      line(five, chunk.name(), String.valueOf(chunk.label()), confidence);
      line(texts, chunk.name(), chunk.text(), "#");
      String[] each = chunk.text().split(" ");
      for (int w = 0; w < each.length; w++) {
        String tags = "%1$s %1$s %1$s N X".formatted(chunk.label());
        line(words, chunk.name() + "_" + w, each[w], tags);
      }
    }
    Path labels = root.resolve("labels");
    StandInFiles.text(labels.resolve("IS2009EmotionChallenge/chunk_labels_2cl_corpus.txt"), two);
    StandInFiles.text(labels.resolve("IS2009EmotionChallenge/chunk_labels_5cl_corpus.txt"), five);
    StandInFiles.text(labels.resolve("word_labels_11cl_corpus.txt"), words);
    Path transliteration = root.resolve("transliteration/transliteration.txt");
    Files.createDirectories(transliteration.getParent());
    Files.write(transliteration, texts.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void line(StringBuilder text, String a, String b, String c) {
    text.append(a).append(' ').append(b).append(' ').append(c).append('\n');
  }

  private static List<Chunk> chunks(int clips, long seed) {
    List<String> children = new ArrayList<>();
    for (int i = 0; i < OHM.length; i++) {
      // The two development children come early, so that a small corpus has all splits.
      children.add(child("Ohm", OHM[(i + OHM.length - 2) % OHM.length]));
      if (i < MONT) {
        children.add(child("Mont", i + 1));
      }
    }
    SplitRule splits = splits();
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      String child = children.get(i % children.size());
      int turn = i / children.size();
      char label = CLASSES.charAt((turn + 3 * (i % children.size())) % CLASSES.length());
      String name =
          String.format(
              Locale.ROOT, "%s_%03d_%02d", child, turn / TURNS_PER_NUMBER, turn % TURNS_PER_NUMBER);
      RandomStream random = new RandomStream(seed, "text/" + name);
      String text = Sentences.german(splits.splitOf(child), CUES.get(label), random);
      chunks.add(new Chunk(name, child, label, text, i));
    }
    return chunks;
  }

  private static String child(String school, int number) {
    return String.format(Locale.ROOT, "%s_%02d", school, number);
  }
}
