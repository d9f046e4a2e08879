package org.plateau.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.plateau.audio.WavWriter;
import org.plateau.corpus.standins.AiboStandIn;

/** Tasks, settings and files that tests of readers share. */
public final class TestCorpora {
  public static final List<String> FOUR = List.of("angry", "happy", "neutral", "sad");

  public static final CorpusSettings AIBO =
      new CorpusSettings(
          List.of(
              new TaskDefinition(
                  "fau-aibo-2", List.of("IDL", "NEG"), Map.of("IDL", "IDL", "NEG", "NEG")),
              new TaskDefinition(
                  "fau-aibo-5",
                  List.of("A", "E", "N", "P", "R"),
                  Map.of("A", "A", "E", "E", "N", "N", "P", "P", "R", "R"))),
          AiboStandIn.splits());

  public static final CorpusSettings MSP =
      new CorpusSettings(
          null,
          "1.11",
          List.of(
              new TaskDefinition(
                  "msp-podcast-4",
                  FOUR,
                  Map.of("A", "angry", "H", "happy", "N", "neutral", "S", "sad"))),
          new SplitRule(Map.of(), "none"),
          Map.of());

  public static final CorpusSettings EMODB =
      new CorpusSettings(
          List.of(
              new TaskDefinition(
                  "emodb-4", FOUR, Map.of("W", "angry", "F", "happy", "N", "neutral", "T", "sad"))),
          new SplitRule(Map.of("15", "test", "16", "test"), "train"));

  public static final CorpusSettings IEMOCAP =
      new CorpusSettings(
          List.of(
              new TaskDefinition(
                  "iemocap-4",
                  FOUR,
                  Map.of(
                      "ang", "angry", "hap", "happy", "exc", "happy", "neu", "neutral", "sad",
                      "sad"))),
          new SplitRule(Map.of("Ses05_F", "test", "Ses05_M", "test"), "train"));

  public static final CorpusSettings TAU =
      new CorpusSettings(
          List.of(
              new TaskDefinition(
                  "noise-pool",
                  List.of("bus", "metro_station", "tram"),
                  Map.of("bus", "bus", "metro_station", "metro_station", "tram", "tram"))),
          new SplitRule(Map.of(), "none"));

  public static final CorpusSettings MINE =
      new CorpusSettings(
          List.of(
              new TaskDefinition(
                  "mine-4", FOUR, Map.of("A", "angry", "H", "happy", "N", "neutral", "S", "sad"))),
          new SplitRule(Map.of(), "none"));

  private TestCorpora() {}

  public static CorpusSettings settings(String corpus) {
    return Map.of(
            "fau-aibo",
            AIBO,
            "msp-podcast",
            MSP,
            "emodb",
            EMODB,
            "iemocap",
            IEMOCAP,
            "tau-uavs",
            TAU,
            "manifest",
            MINE)
        .get(corpus);
  }

  /** All releases of a tree. */
  public static List<CorpusListing> readAll(String corpus, FileTree tree) throws IOException {
    CorpusReader reader = CorpusReaders.find(corpus);
    List<CorpusListing> listings = new java.util.ArrayList<>();
    for (ReleaseFolder release : reader.releases(tree, settings(corpus))) {
      listings.add(reader.read(tree, release, settings(corpus)));
    }
    return listings;
  }

  /** The only release of a tree. */
  public static CorpusListing read(String corpus, FileTree tree) throws IOException {
    return CorpusReaders.find(corpus).read(tree, settings(corpus));
  }

  public static <T> Map<String, Integer> counts(List<T> rows, Function<T, String> key) {
    Map<String, Integer> counts = new TreeMap<>();
    rows.forEach(row -> counts.merge(key.apply(row), 1, Integer::sum));
    return counts;
  }

  /** A tenth of a second of a 16 kHz mono file. */
  public static byte[] wav() {
    return WavWriter.pcm16(new short[1600], 16_000);
  }

  /** A plain 16-bit file of a tenth of a second. */
  public static byte[] wav(int sampleRateHz, int channels) {
    int dataBytes = sampleRateHz / 10 * channels * 2;
    ByteBuffer file = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + dataBytes);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
    file.putShort((short) channels).putInt(sampleRateHz).putInt(sampleRateHz * channels * 2);
    file.putShort((short) (channels * 2)).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
    return file.array();
  }
}
