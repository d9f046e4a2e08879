package org.plateau.corpus.standins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plateau.audio.WavWriter;
import org.plateau.corpus.ReleaseOrder;

/**
 * Adds what real copies suffer from to a stand-in: files cut short or empty, labels without a
 * recording, lines that cannot be read, hidden files. None of it changes a row that was there. What
 * must be set aside stands in {@code expected-quarantine.csv} (path, reason).
 */
final class StandInDefects {
  private static final int SAMPLES = 8000;

  private static final Map<String, Adder> ADDERS =
      Map.of(
          "emodb", StandInDefects::emodb,
          "fau-aibo", StandInDefects::aibo,
          "iemocap", StandInDefects::iemocap,
          "msp-podcast", StandInDefects::mspPodcast,
          "tau-uavs", StandInDefects::tau);

  private final Path folder;
  private final List<String> expected = new ArrayList<>();

  private StandInDefects(Path folder) {
    this.folder = folder;
  }

  private interface Adder {
    void add(StandInDefects defects) throws IOException;
  }

  static void add(String corpus, Path folder) throws IOException {
    StandInDefects defects = new StandInDefects(folder);
    ADDERS.get(corpus).add(defects);
    StandInFiles.text(
        folder.resolve("expected-quarantine.csv"),
        "path,reason\n" + String.join("\n", defects.expected.stream().sorted().toList()) + "\n");
  }

  private void emodb() throws IOException {
    truncated("wav/08a01Wz.wav");
    empty("wav/08a01Nz.wav");
    file("wav/notes.wav", wav());
    expect("wav/notes.wav", "bad_name");
    file("wav/._03a01Wa.wav", new byte[] {0, 5, 22, 7});
    badLine("erkennung.txt", "\n9999\t03a01Wa.wav\tviel\t75,00\n", 1, "bad_label_line");
  }

  private void aibo() throws IOException {
    String root = "IS2009EmotionChallenge/";
    String two = root + "labels/IS2009EmotionChallenge/chunk_labels_2cl_corpus.txt";
    badLine(two, "Ohm_01_990_00 NEG\n", 0, "bad_label_line");
    badLine(two, "Ohm_01_990_01 ANGRY 1\n", 0, "unknown_class");
    badLine(two, "Ohm_01_990 NEG 1\n", 0, "bad_name");
    append(two, "\n\nOhm_01_990_02 NEG 0.8\nOhm_01_990_03 IDL 1\n");
    expect(two + "#Ohm_01_990_02", "missing_audio");
    truncated(root + "wav/Ohm_01_990_03.wav");
    file(root + "wav/.DS_Store", new byte[] {0});
  }

  private void iemocap() throws IOException {
    String root = "IEMOCAP_full_release/Session1/";
    String dialog = "Ses01F_impro01";
    append(
        root + "dialog/EmoEvaluation/" + dialog + ".txt",
        "[900.0000 - 901.0000]\tSes01F_impro01_F998\tneu\t[2.5000, 2.5000, 2.5000]\n");
    truncated(root + "sentences/wav/" + dialog + "/Ses01F_impro01_F998.wav");
    file(root + "sentences/wav/" + dialog + "/._Ses01F_impro01_F000.wav", new byte[] {0, 5, 22, 7});
    file(root + "dialog/EmoEvaluation/._" + dialog + ".txt", new byte[] {0, 5, 22, 7});
  }

  private void mspPodcast() throws IOException {
    String release = newestRelease();
    Path labels = find(folder.resolve(release), "labels_con");
    String table = folder.relativize(labels).toString().replace('\\', '/');
    String tail = ",4.0,4.0,4.0,1,Male,Train\n";
    append(table, "MSP-PODCAST_9909_1017.wav,N" + tail);
    expect(table + "#MSP-PODCAST_9909_1017", "missing_audio");
    badLine(table, "MSP-PODCAST_9909_1018.wav,Q" + tail, 0, "unknown_class");
    badLine(table, "MSP-PODCAST_9909_1019.wav,N,4.0\n", 0, "bad_label_line");
    append(table, "MSP-PODCAST_9909_1020.wav,N" + tail + "MSP-PODCAST_9909_1021.wav,S" + tail);
    Path audio = folder.resolve(release).resolve("Audios");
    String at = release + (Files.isDirectory(audio) ? "/Audios/" : "/Audio/");
    truncated(at + "MSP-PODCAST_9909_1020.wav");
    empty(at + "MSP-PODCAST_9909_1021.wav");
    file(at + "._MSP-PODCAST_0000_0001.wav", new byte[] {0, 5, 22, 7});
    file(release + "/Transcripts/MSP-PODCAST_9909_1021.txt", new byte[0]);
    expect(release + "/Transcripts/MSP-PODCAST_9909_1021.txt", "empty_file");
  }

  private void tau() throws IOException {
    String name = "tram-lisbon-9001-90001";
    for (String list : List.of("meta.csv", "evaluation_setup/fold1_train.csv")) {
      String tail = list.equals("meta.csv") ? "\tlisbon-9001" : "";
      append(list, "audio/%1$s.wav\tvideo/%1$s.mp4\ttram%2$s\n".formatted(name, tail));
    }
    truncated("audio/" + name + ".wav");
    file("__MACOSX/audio/._" + name + ".wav", new byte[] {0, 5, 22, 7});
  }

  private String newestRelease() throws IOException {
    String prefix = "MSP-PODCAST-Publish-";
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .max((a, b) -> ReleaseOrder.BY_VERSION.compare(after(a, prefix), after(b, prefix)))
          .orElseThrow();
    }
  }

  private static String after(String name, String prefix) {
    return name.substring(prefix.length());
  }

  private static Path find(Path root, String beginning) throws IOException {
    try (Stream<Path> files = Files.walk(root, 2)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .filter(file -> file.toString().endsWith(".csv"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static byte[] wav() {
    return WavWriter.pcm16(new short[SAMPLES], VoiceSynthesiser.SAMPLE_RATE_HZ);
  }

  private void truncated(String path) throws IOException {
    file(path, Arrays.copyOf(wav(), SAMPLES));
    expect(path, "truncated");
  }

  private void empty(String path) throws IOException {
    file(path, new byte[0]);
    expect(path, "empty_file");
  }

  private void file(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** Appends a line that must be set aside, after so many line breaks. */
  private void badLine(String path, String line, int breaks, String reason) throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve(path));
    long lines = new String(before, StandardCharsets.ISO_8859_1).lines().count();
    append(path, line);
    expect(path + ":" + (lines + 1 + breaks), reason);
  }

  private void append(String path, String text) throws IOException {
    Files.writeString(
        folder.resolve(path), text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  private void expect(String path, String reason) {
    expected.add(path + "," + reason);
  }
}
