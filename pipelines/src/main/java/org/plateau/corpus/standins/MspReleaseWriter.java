package org.plateau.corpus.standins;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.corpus.ReleaseOrder;

/** The label files of one stand-in release, in the form that its version had. */
final class MspReleaseWriter {
  private static final Map<Character, String> WORDS =
      Map.of(
          'A', "Angry", 'S', "Sad", 'H', "Happy", 'U', "Surprise", 'F', "Fear", 'D', "Disgust", 'C',
          "Contempt", 'N', "Neutral");

  private static final String HEAD =
      "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\n";
  private static final int RATERS = 5;

  private final String release;
  private final Path root;
  private final Path labels;

  MspReleaseWriter(Path folder, String release) throws IOException {
    this.release = release;
    this.root = folder.resolve("MSP-PODCAST-Publish-" + release);
    String labelFolder = isBefore("1.7") ? "label" : isAt("1.9") ? "labels" : "Labels";
    this.labels = Files.createDirectories(root.resolve(labelFolder));
    Files.createDirectories(audioFolder());
    Files.createDirectories(root.resolve("Transcripts"));
  }

  private boolean isBefore(String other) {
    return ReleaseOrder.BY_VERSION.compare(release, other) < 0;
  }

  private boolean isAt(String other) {
    return ReleaseOrder.BY_VERSION.compare(release, other) == 0;
  }

  Path audioFolder() {
    return root.resolve(isBefore("1.9") ? "Audio" : "Audios");
  }

  /** A split in the words of this version. */
  private String split(MspClip clip) {
    return switch (clip.split()) {
      case "train" -> "Train";
      case "dev" -> isBefore("1.10") ? "Validation" : "Development";
      case "test1" -> "Test1";
      case "test2" -> "Test2";
      case "test3" -> "Test3";
      default -> throw new IllegalArgumentException("split: " + clip.split());
    };
  }

  /** One rater's opinion; attributes are whole numbers. */
  private record Opinion(String rater, String primary, String second, int[] avd) {
    String text() {
      return "%s; %s; %s; A:%d.000000; V:%d.000000; D:%d.000000;"
          .formatted(rater, primary, second, avd[0], avd[1], avd[2]);
    }
  }

  void writeLabels(List<MspClip> clips) throws IOException {
    String spelling = isBefore("1.10") ? "labels_concensus" : "labels_consensus";
    boolean columns = isBefore("1.7") || !isBefore("2.0");
    try (BufferedWriter csv = open(labels.resolve(spelling + ".csv"));
        BufferedWriter json = open(labels.resolve(spelling + ".json"));
        BufferedWriter text = open(labels.resolve("labels.txt"));
        BufferedWriter detailed = open(labels.resolve("labels_detailed.csv"))) {
      csv.write(HEAD);
      detailed.write(
          columns
              ? "FileName,%s,EmoClass_Major,EmoClass_Second,EmoAct,EmoVal,EmoDom\n"
                  .formatted(isBefore("1.7") ? "Workers" : "WorkerID")
              : "FileName,EmoDetail\n");
      String comma = "{\n";
      for (MspClip clip : clips) {
        if (clip.isTest3()) {
          continue;
        }
        List<Opinion> opinions = opinions(clip);
        String file = clip.name() + ".wav";
        csv.write(
            "%s,%s,%s,%s,%s,%s,%s,%s\n"
                .formatted(
                    file,
                    clip.emotion(),
                    mean(opinions, 0),
                    mean(opinions, 1),
                    mean(opinions, 2),
                    clip.speaker(),
                    clip.gender(),
                    split(clip)));
        json.write(comma + json(clip, opinions));
        comma = ",\n";
        text.write(
            "%s; %s; A:%s; V:%s; D:%s;\n"
                .formatted(
                    file, clip.emotion(), six(opinions, 0), six(opinions, 1), six(opinions, 2)));
        for (Opinion opinion : opinions) {
          text.write(opinion.text() + "\n");
          detailed.write(file + "," + (columns ? columns(opinion) : quoted(opinion.text())) + "\n");
        }
        text.write("\n");
      }
      json.write("\n}");
    }
    writePartition(clips);
    writeSpeakers(clips);
    writeTranscripts(clips);
  }

  private static BufferedWriter open(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  private String json(MspClip clip, List<Opinion> opinions) {
    return """
            "%s.wav": {
                "EmoClass": "%s",
                "EmoAct": %s,
                "EmoDom": %s,
                "EmoVal": %s,
                "SpkrID": "%s",
                "Gender": "%s",
                "Split_Set": "%s"
            }"""
        .formatted(
            clip.name(),
            clip.emotion(),
            mean(opinions, 0),
            mean(opinions, 2),
            mean(opinions, 1),
            clip.speaker(),
            clip.gender(),
            split(clip))
        .indent(4)
        .stripTrailing();
  }

  private static String columns(Opinion opinion) {
    int[] avd = opinion.avd();
    return "%s,%s,%s,%d.0,%d.0,%d.0"
        .formatted(
            opinion.rater(), opinion.primary(), quoted(opinion.second()), avd[0], avd[1], avd[2]);
  }

  private static String quoted(String text) {
    return text.indexOf(',') < 0 ? text : '"' + text + '"';
  }

  /**
   * Five or more opinions whose plurality is the clip's class: four of five agree, all of X differ by
   * pairs, all of O are free text.
   */
  private static List<Opinion> opinions(MspClip clip) {
    RandomStream random = new RandomStream(clip.take(), "raters/" + clip.name() + clip.emotion());
    int count = RATERS + random.index(3);
    List<Opinion> opinions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String primary;
      if (clip.emotion() == 'X') {
        primary = i == count - 1 && count % 2 == 1 ? "Contempt" : i % 2 == 0 ? "Happy" : "Sad";
      } else if (clip.emotion() == 'O') {
        primary = i == 0 ? "Neutral" : i == 1 ? "Other-a bit tired" : "Other-tired";
      } else {
        primary = i == 0 ? "Other-can't tell" : WORDS.get(clip.emotion());
      }
      String second = i % 3 == 0 ? primary.replace("Other-", "") + ",Concerned" : "Neutral";
      int[] avd = {1 + random.index(7), 1 + random.index(7), 1 + random.index(7)};
      String rater = String.format(Locale.ROOT, "WORKER%08d", 100 * i + random.index(90));
      opinions.add(new Opinion(rater, primary, second, avd));
    }
    return opinions;
  }

  /** A mean with up to six decimals, at least one. */
  private static String mean(List<Opinion> opinions, int attribute) {
    BigDecimal mean = sum(opinions, attribute).stripTrailingZeros();
    return (mean.scale() < 1 ? mean.setScale(1) : mean).toPlainString();
  }

  private static String six(List<Opinion> opinions, int attribute) {
    return sum(opinions, attribute).toPlainString();
  }

  private static BigDecimal sum(List<Opinion> opinions, int attribute) {
    int sum = opinions.stream().mapToInt(opinion -> opinion.avd()[attribute]).sum();
    return BigDecimal.valueOf(sum)
        .divide(BigDecimal.valueOf(opinions.size()), 6, RoundingMode.HALF_UP);
  }

  private void writePartition(List<MspClip> clips) throws IOException {
    StringBuilder text = new StringBuilder();
    for (MspClip clip : clips) {
      text.append(split(clip)).append("; ").append(clip.name()).append(".wav\n");
    }
    StandInFiles.text(
        root.resolve(isBefore("1.12") ? "Partitions.txt" : "Partition.txt"), text);
  }

  private void writeSpeakers(List<MspClip> clips) throws IOException {
    Map<Integer, String> genders = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    for (MspClip clip : clips) {
      if (!clip.isTest3() && !clip.speaker().equals("Unknown")) {
        genders.put(Integer.parseInt(clip.speaker()), clip.gender());
        text.append(clip.name()).append(".wav;").append(clip.speaker()).append('\n');
      }
    }
    StringBuilder head = new StringBuilder();
    genders.forEach((speaker, gender) -> head.append("Speaker_%d; %s\n".formatted(speaker, gender)));
    StandInFiles.text(root.resolve("Speaker_ids.txt"), head.append('\n').append(text));
  }

  private void writeTranscripts(List<MspClip> clips) throws IOException {
    List<MspClip> spoken = clips.stream().filter(clip -> !clip.isTest3()).toList();
    StandInFiles.writeClips(
        spoken.size(),
        i ->
            new StandInFiles.Clip(
                root.resolve("Transcripts/" + spoken.get(i).name() + ".txt"),
                (spoken.get(i).text() + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** What later releases keep of an earlier one: its labels, and the recordings they dropped. */
  void writeEarlier(String earlier, List<MspClip> old, List<MspClip> now) throws IOException {
    if (isBefore("1.11")) {
      return;
    }
    Path kept = root.resolve("Previous_releases_information");
    StringBuilder csv = new StringBuilder(HEAD);
    for (MspClip clip : old) {
      csv.append(clip.name()).append(".wav,").append(clip.emotion());
      csv.append(",4.0,4.0,4.0,").append(clip.speaker()).append(",Male,Train\n");
    }
    StandInFiles.text(
        kept.resolve("previous_releases_info/v" + earlier + "/Labels/labels_consensus.csv"), csv);
    Path removed =
        Files.createDirectories(
            kept.resolve("files_removed_from_prev_versions/v" + earlier + "_removed_files"));
    for (String name : MspStandIn.without(old, now)) {
      Path source = root.resolveSibling("MSP-PODCAST-Publish-" + earlier);
      Path audio = source.resolve(Files.isDirectory(source.resolve("Audio")) ? "Audio" : "Audios");
      Files.copy(
          audio.resolve(name + ".wav"),
          removed.resolve(name + ".wav"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
