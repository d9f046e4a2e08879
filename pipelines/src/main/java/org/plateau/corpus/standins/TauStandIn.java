package org.plateau.corpus.standins;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A synthetic corpus in the layout of TAU Urban Audio-Visual Scenes 2021: noise in the colour of its
 * scene as 48 kHz, 24 bit, stereo, and tab-separated lists whose rows stand in shuffled order. Every
 * seventh location is for evaluation.
 */
public final class TauStandIn {
  private static final String[] SCENES = {
    "airport", "bus", "metro", "metro_station", "park", "public_square", "shopping_mall",
    "street_pedestrian", "street_traffic", "tram"
  };
  private static final String[] CITIES = {
    "barcelona", "helsinki", "lisbon", "london", "lyon", "milan", "paris", "prague", "stockholm",
    "vienna"
  };
  private static final int CLIPS_PER_LOCATION = 3;
  private static final int EVALUATION_EVERY = 7;
  private static final int SAMPLE_RATE_HZ = 48_000;
  private static final int CHANNELS = 2;
  private static final int SAMPLE_BYTES = 3;
  private static final int HEADER_BYTES = 44;
  private static final double DEFAULT_SECONDS = 10;

  private TauStandIn() {}

  /** One row of the lists. */
  private record Row(String name, String scene, String identifier, boolean training) {
    String line(boolean withIdentifier) {
      String line = "audio/%s.wav\tvideo/%s.mp4\t%s".formatted(name, name, scene);
      return line + (withIdentifier ? "\t" + identifier : "") + "\n";
    }
  }

  /**
   * Writes the corpus.
   *
   * @param clips at least 1
   * @param seconds length of a clip; empty: 10, as in the real corpus (2.9 MB a clip)
   */
  public static void write(Path folder, int clips, long seed, OptionalDouble seconds)
      throws IOException {
    List<Row> rows = rows(clips);
    shuffle(rows, new RandomStream(seed, "order"));
    Path audio = Files.createDirectories(folder.resolve("audio"));
    int frames = (int) (seconds.orElse(DEFAULT_SECONDS) * SAMPLE_RATE_HZ);
    StandInFiles.writeClips(
        rows.size(),
        i -> {
          Row row = rows.get(i);
          int scene = List.of(SCENES).indexOf(row.scene());
          byte[] bytes = noise(frames, scene, new RandomStream(seed, "noise/" + row.name()));
          return new StandInFiles.Clip(audio.resolve(row.name() + ".wav"), bytes);
        });
    StringBuilder meta =
        new StringBuilder("filename_audio\tfilename_video\tscene_label\tidentifier\n");
    StringBuilder train = new StringBuilder("filename_audio\tfilename_video\tscene_label\n");
    StringBuilder evaluate = new StringBuilder(train);
    StringBuilder test = new StringBuilder("filename_audio\tfilename_video\n");
    for (Row row : rows) {
      meta.append(row.line(true));
      (row.training() ? train : evaluate).append(row.line(false));
      if (!row.training()) {
        test.append("audio/%1$s.wav\tvideo/%1$s.mp4\n".formatted(row.name()));
      }
    }
    StandInFiles.text(folder.resolve("meta.csv"), meta);
    StandInFiles.text(folder.resolve("evaluation_setup/fold1_train.csv"), train);
    StandInFiles.text(folder.resolve("evaluation_setup/fold1_evaluate.csv"), evaluate);
    StandInFiles.text(folder.resolve("evaluation_setup/fold1_test.csv"), test);
  }

  private static List<Row> rows(int clips) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      String scene = SCENES[i % SCENES.length];
      int group = i / SCENES.length;
      String city = CITIES[group % CITIES.length];
      int visit = group / CITIES.length / CLIPS_PER_LOCATION;
      int location = 3 + i % 100 + 100 * visit;
      String identifier = city + "-" + location;
      String name = String.format(Locale.ROOT, "%s-%s-%d", scene, identifier, 112 + 2 * i);
      rows.add(new Row(name, scene, identifier, visit % EVALUATION_EVERY != EVALUATION_EVERY - 1));
    }
    return rows;
  }

  private static void shuffle(List<Row> rows, RandomStream random) {
    for (int i = rows.size() - 1; i > 0; i--) {
      int other = random.index(i + 1);
      Row row = rows.get(i);
      rows.set(i, rows.get(other));
      rows.set(other, row);
    }
  }

  /** Noise through a one-pole filter, more or less open by scene; two channels nearly alike. */
  private static byte[] noise(int frames, int scene, RandomStream random) {
    int dataBytes = frames * CHANNELS * SAMPLE_BYTES;
    ByteBuffer file =
        ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    int frameBytes = CHANNELS * SAMPLE_BYTES;
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8 + dataBytes);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) CHANNELS).putInt(SAMPLE_RATE_HZ);
    file.putInt(SAMPLE_RATE_HZ * frameBytes).putShort((short) frameBytes);
    file.putShort((short) (8 * SAMPLE_BYTES));
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
    double openness = 0.02 + 0.08 * scene;
    double low = 0;
    for (int i = 0; i < frames; i++) {
      double white = (random.next() >> 11) * 0x1p-52;
      low += openness * (white - low);
      int left = (int) (low * 2_000_000);
      int right = left + (int) (random.next() >>> 54);
      put24(file, left);
      put24(file, right);
    }
    return file.array();
  }

  private static void put24(ByteBuffer file, int value) {
    file.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }
}
