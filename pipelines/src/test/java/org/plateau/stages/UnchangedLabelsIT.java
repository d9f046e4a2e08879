package org.plateau.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.WavWriter;
import org.plateau.config.TranscriptConfig;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.TestCorpora;
import org.plateau.corpus.standins.MspStandIn;
import org.plateau.corpus.standins.Voices;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

/** Label files are read again if they or the settings changed, or on request; otherwise not. */
class UnchangedLabelsIT {
  private static final String ROOT = "MSP-PODCAST-Publish-1.11";
  private static final List<TableSpec> ROWS =
      List.of(
          CorpusTables.UTTERANCES,
          CorpusTables.LABELS,
          CorpusTables.RATINGS,
          CorpusTables.TRANSCRIPTS,
          CorpusTables.QUARANTINE,
          CorpusTables.CHECKS);

  @TempDir Path folder;
  private Warehouse warehouse;
  private CorpusSettings settings = TestCorpora.MSP;
  private Ingest.Result first;

  @BeforeEach
  void ingestOnce() throws IOException {
    MspStandIn.write(
        folder.resolve("msp"), List.of("1.11"), 40, new Voices(1, OptionalDouble.of(0.5)));
    Files.writeString(folder.resolve("asr.csv"), "utterance,text\nMSP-PODCAST_0001_0001,well\n");
    warehouse = Warehouse.open(SharedSpark.session(), folder.resolve("w").toString());
    first = ingest(warehouse, false);
    assertThat(first.decoded()).isGreaterThanOrEqualTo(40);
    assertThat(first.labels()).isGreaterThan(0);
  }

  private Ingest.Result ingest(Warehouse into, boolean verify) {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    return new Ingest(into, clock)
        .run(
            new Ingest.Request(
                "msp-podcast",
                folder.resolve("msp").toString(),
                settings,
                new AudioLimits(1 << 20, 10),
                List.of(new TranscriptConfig("asr", folder.resolve("asr.csv").toString(), "en")),
                verify))
        .releases()
        .get(0);
  }

  private static Map<String, List<String>> rows(Warehouse warehouse) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (TableSpec spec : ROWS) {
      rows.put(
          spec.name(),
          warehouse.read(spec).collectAsList().stream().map(Object::toString).sorted().toList());
    }
    List<String> release = new ArrayList<>();
    warehouse
        .read(CorpusTables.RELEASES)
        .selectExpr("concat_ws(' ', release, utterances, quarantined, manifest_sha256, parts)")
        .collectAsList()
        .forEach(row -> release.add(row.getString(0)));
    rows.put("releases", release);
    return rows;
  }

  /** What a first ingest of the corpus as it lies now would give. */
  private Map<String, List<String>> afresh(String name) {
    Warehouse other = Warehouse.open(SharedSpark.session(), folder.resolve(name).toString());
    ingest(other, false);
    return rows(other);
  }

  private Path labels() {
    return folder.resolve("msp").resolve(ROOT).resolve("Labels/labels_consensus.csv");
  }

  private List<Path> clips() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("msp").resolve(ROOT).resolve("Audios"))) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }

  private static void change(Path clip, long time) throws IOException {
    short[] samples = new short[8000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i % 100 * 50);
    }
    Files.write(clip, WavWriter.pcm16(samples, 16_000));
    Files.setLastModifiedTime(clip, FileTime.fromMillis(time));
  }

  @Test
  void labelFilesThatLookAsBeforeAreReadOnRequestAlone() throws IOException {
    Map<String, List<String>> before = rows(warehouse);
    FileTime time = Files.getLastModifiedTime(labels());
    String text = Files.readString(labels());
    Files.writeString(labels(), text.replaceFirst(",N,", ",A,"));
    Files.setLastModifiedTime(labels(), time);

    Ingest.Result again = ingest(warehouse, false);
    assertThat(again)
        .isEqualTo(
            new Ingest.Result(
                "msp-podcast",
                "1.11",
                first.utterances(),
                first.labels(),
                first.quarantined(),
                0,
                0,
                false));
    assertThat(rows(warehouse)).isEqualTo(before);

    assertThat(ingest(warehouse, true).changed()).isTrue();
    assertThat(rows(warehouse).get("labels")).isNotEqualTo(before.get("labels"));
    assertThat(rows(warehouse)).isEqualTo(afresh("w2"));
  }

  @Test
  void aChangedRecordingGivesTheRowsOfAFirstIngest() throws IOException {
    change(clips().get(3), 1_700_000_000_000L);
    change(clips().get(5), 1_700_000_001_000L);
    Ingest.Result again = ingest(warehouse, false);
    assertThat(again.decoded()).isEqualTo(2);
    assertThat(again.labels()).isEqualTo(first.labels());
    assertThat(rows(warehouse)).isEqualTo(afresh("w2"));
    assertThat(ingest(warehouse, false).changed()).isFalse();
  }

  @Test
  void whatCannotBeUsedAnyMoreLosesItsLabels() throws IOException {
    Files.writeString(clips().get(3), "no sound");
    Files.delete(clips().get(5));
    assertThat(ingest(warehouse, false).utterances()).isEqualTo(first.utterances() - 2);
    assertThat(rows(warehouse)).isEqualTo(afresh("w2"));

    Files.writeString(clips().get(0), "no sound either");
    assertThat(ingest(warehouse, false).utterances()).isEqualTo(first.utterances() - 3);
    assertThat(rows(warehouse)).isEqualTo(afresh("w3"));

    change(clips().get(0), 1_700_000_000_000L);
    assertThat(ingest(warehouse, false).utterances()).isEqualTo(first.utterances() - 2);
    assertThat(rows(warehouse)).isEqualTo(afresh("w4"));
  }

  @Test
  void otherSettingsOrTranscriptsAreTakenUp() throws IOException {
    settings =
        new CorpusSettings(
            null, "1.11", List.of(), TestCorpora.MSP.splitRule(), TestCorpora.MSP.options());
    assertThat(ingest(warehouse, false).labels()).isZero();
    assertThat(rows(warehouse)).isEqualTo(afresh("w2"));

    settings = TestCorpora.MSP;
    String clip = clips().get(0).getFileName().toString().replace(".wav", "");
    Files.writeString(folder.resolve("asr.csv"), "utterance,text\n" + clip + ",so it is\n");
    assertThat(ingest(warehouse, false).labels()).isEqualTo(first.labels());
    assertThat(rows(warehouse).get("transcripts")).anyMatch(row -> row.contains("so it is"));
    assertThat(rows(warehouse)).isEqualTo(afresh("w3"));
  }
}
