package org.plateau.stages;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.WavWriter;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

class IngestIT {
  private static final TaskDefinition TASK =
      new TaskDefinition(
          "emodb-4",
          List.of("angry", "happy", "neutral", "sad"),
          Map.of("W", "angry", "F", "happy", "N", "neutral", "T", "sad"));
  private static final CorpusSettings SETTINGS =
      new CorpusSettings(List.of(TASK), new SplitRule(Map.of("15", "test"), "train"));
  private static final AudioLimits LIMITS = new AudioLimits(1 << 20, 10);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private SparkSession spark;
  private Warehouse warehouse;
  private Path corpus;

  @BeforeEach
  void open() throws IOException {
    spark = SharedSpark.session();
    warehouse = Warehouse.open(spark, folder.resolve("w").toString());
    corpus = Files.createDirectories(folder.resolve("Emo DB ü/wav")).getParent();
    tone("03a01Fa", 1);
    tone("15a01Wa", 2);
    tone("03a02La", 3);
  }

  private Path wav(String name) {
    return corpus.resolve("wav/" + name + ".wav");
  }

  private void tone(String name, int level) throws IOException {
    short[] samples = new short[1600];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (level * (i % 100));
    }
    Files.write(wav(name), WavWriter.pcm16(samples, 16_000));
  }

  private Ingest.Result ingest() {
    return new Ingest(warehouse, CLOCK)
        .run(new Ingest.Request("emodb", corpus.toString(), SETTINGS, LIMITS))
        .releases()
        .get(0);
  }

  private Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (TableSpec spec : Tables.all()) {
      warehouse.version(spec).ifPresent(version -> versions.put(spec.name(), version));
    }
    return versions;
  }

  private List<String> column(TableSpec spec, String... columns) {
    return warehouse
        .read(spec)
        .select(
            Arrays.stream(columns)
                .map(name -> col(name))
                .toArray(org.apache.spark.sql.Column[]::new))
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  @Test
  void everyReadableClipIsListedAndTheSecondTimeNothingIsWritten() {
    Ingest.Result first = ingest();
    assertThat(first).isEqualTo(new Ingest.Result("emodb", "1", 3, 2, 0, 3, 3, true));
    assertThat(column(CorpusTables.UTTERANCES, "utterance", "speaker", "split", "path"))
        .containsExactly(
            "03a01Fa 03 train wav/03a01Fa.wav",
            "03a02La 03 train wav/03a02La.wav",
            "15a01Wa 15 test wav/15a01Wa.wav");
    assertThat(column(CorpusTables.LABELS, "utterance", "task", "label"))
        .containsExactly("03a01Fa emodb-4 happy", "15a01Wa emodb-4 angry");
    Row release = warehouse.read(CorpusTables.RELEASES).first();
    assertThat(release.<Long>getAs("utterances")).isEqualTo(3);
    assertThat(release.<java.sql.Timestamp>getAs("ingested_at").toInstant())
        .isEqualTo(CLOCK.instant());
    Row audio = warehouse.read(SignalTables.AUDIO).first();
    assertThat(audio.<byte[]>getAs("samples")).hasSize(3200);
    assertThat(audio.<Long>getAs("num_samples")).isEqualTo(1600);

    Map<String, Long> versions = versions();
    assertThat(ingest()).isEqualTo(new Ingest.Result("emodb", "1", 3, 2, 0, 0, 0, false));
    assertThat(versions()).isEqualTo(versions);
    assertThat(folder.resolve("w/.ingest")).isEmptyDirectory();
  }

  @Test
  void exactlyWhatChangedIsDoneAgain() throws IOException {
    tone("03a04Fa", 1);
    assertThat(ingest())
        .as("equal sound under two names is one clip of audio")
        .isEqualTo(new Ingest.Result("emodb", "1", 4, 3, 0, 4, 3, true));
    List<String> ids = column(CorpusTables.UTTERANCES, "utterance", "audio_id");
    Map<String, Long> versions = versions();

    String lost =
        warehouse
            .read(CorpusTables.UTTERANCES)
            .where("utterance = '15a01Wa'")
            .select("audio_id")
            .first()
            .getString(0);
    warehouse.delete(SignalTables.AUDIO, col("audio_id").equalTo(lost));
    assertThat(ingest())
        .as("a row of audio that is gone is decoded again")
        .isEqualTo(new Ingest.Result("emodb", "1", 4, 3, 0, 1, 1, true));
    versions.merge("audio", 2L, Long::sum);
    assertThat(versions()).isEqualTo(versions);

    tone("15a01Wa", 9);
    Files.setLastModifiedTime(wav("15a01Wa"), FileTime.fromMillis(1_700_000_000_000L));
    assertThat(ingest())
        .as("a changed file gets a new id")
        .isEqualTo(new Ingest.Result("emodb", "1", 4, 3, 0, 1, 1, true));
    assertThat(column(CorpusTables.UTTERANCES, "utterance", "audio_id"))
        .filteredOn(id -> !ids.contains(id))
        .singleElement()
        .satisfies(id -> assertThat(id).startsWith("15a01Wa").doesNotContain(lost));
    versions.merge("audio", 1L, Long::sum);
    versions.merge("utterances", 1L, Long::sum);
    versions.merge("releases", 1L, Long::sum);
    assertThat(versions()).isEqualTo(versions);
  }

  @Test
  void badFilesAreSetAsideAndChangeNothingElse() throws IOException {
    ingest();
    List<String> audio =
        column(SignalTables.AUDIO, "audio_id", "source_sha256", "num_samples", "rms");
    Map<String, Long> before = versions();
    byte[] good = Files.readAllBytes(wav("03a01Fa"));
    Files.write(wav("08a01Fa"), Arrays.copyOf(good, good.length / 2));
    Files.write(wav("08a02Fa"), new byte[0]);
    Files.write(wav("08a04Fa"), "this is no sound".getBytes(StandardCharsets.UTF_8));
    Files.write(wav("08a05Fa"), WavWriter.pcm16(new short[0], 16_000));
    Files.write(wav("08a07Fa"), WavWriter.pcm16(new short[16_000 * 11], 16_000));
    Files.write(wav("08b01Fa"), new byte[(1 << 20) + 1]);
    Files.write(wav("wrong"), good);

    Ingest.Result result = ingest();
    assertThat(result).isEqualTo(new Ingest.Result("emodb", "1", 3, 2, 7, 6, 0, true));
    List<String> expected =
        List.of(
            "wav/08a01Fa.wav truncated",
            "wav/08a02Fa.wav empty_file",
            "wav/08a04Fa.wav not_audio",
            "wav/08a05Fa.wav no_samples",
            "wav/08a07Fa.wav too_large",
            "wav/08b01Fa.wav too_large",
            "wav/wrong.wav bad_name");
    assertThat(column(CorpusTables.QUARANTINE, "path", "reason")).isEqualTo(expected);
    assertThat(column(SignalTables.AUDIO, "audio_id", "source_sha256", "num_samples", "rms"))
        .isEqualTo(audio);
    assertThat(versions())
        .containsAllEntriesOf(
            Map.of(
                "audio",
                before.get("audio"),
                "utterances",
                before.get("utterances"),
                "labels",
                before.get("labels")));
    Map<String, Long> versions = versions();
    assertThat(ingest().changed()).isFalse();
    assertThat(versions()).isEqualTo(versions);
  }

  @Test
  void whatCannotBeIngestedEndsInOneLine() throws IOException {
    Ingest ingest = new Ingest(warehouse, CLOCK);
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(
            () -> ingest.run(new Ingest.Request("emodb", nowhere.toString(), SETTINGS, LIMITS)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("corpora.emodb.path")
        .hasMessageContaining("nowhere");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(
            () -> ingest.run(new Ingest.Request("emodb", empty.toString(), SETTINGS, LIMITS)))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(
            () -> ingest.run(new Ingest.Request("emo", corpus.toString(), SETTINGS, LIMITS)))
        .isInstanceOf(UserException.class);
    assertThat(warehouse.present()).isEmpty();

    for (String name : List.of("03a01Fa", "15a01Wa", "03a02La")) {
      Files.write(wav(name), new byte[0]);
    }
    assertThatThrownBy(
            () -> ingest.run(new Ingest.Request("emodb", corpus.toString(), SETTINGS, LIMITS)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none of the 3 recordings");
    assertThat(warehouse.exists(CorpusTables.RELEASES)).isFalse();
    assertThat(column(CorpusTables.QUARANTINE, "reason")).hasSize(3).containsOnly("empty_file");
  }

  /** A reader loops while a release appears, then loses one clip and gains another. */
  @Test
  void aReaderSeesNoneOrAllOfAListedRelease() throws Exception {
    warehouse.ensure(CorpusTables.UTTERANCES);
    warehouse.ensure(CorpusTables.LABELS);
    AtomicBoolean done = new AtomicBoolean();
    ConcurrentSkipListSet<String> seen = new ConcurrentSkipListSet<>();
    ConcurrentSkipListSet<String> errors = new ConcurrentSkipListSet<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!done.get()) {
                  seen.add(joined());
                  Thread.sleep(200);
                }
                seen.add(joined());
              } catch (RuntimeException | InterruptedException e) {
                errors.add(e.toString());
              }
            });
    reader.start();
    ingest();
    Files.delete(wav("03a01Fa"));
    tone("03a05Ta", 5);
    tone("03a05Na", 6);
    ingest();
    done.set(true);
    reader.join();
    assertThat(errors).isEmpty();
    assertThat(seen)
        .isSubsetOf("", "03a01Fa 15a01Wa", "03a05Na 03a05Ta 15a01Wa")
        .contains("03a05Na 03a05Ta 15a01Wa");
    assertThat(warehouse.read(CorpusTables.LABELS).count()).isEqualTo(3);
  }

  private String joined() {
    return warehouse
        .read(CorpusTables.UTTERANCES)
        .join(
            warehouse.read(CorpusTables.LABELS),
            new String[] {"corpus", "release", "utterance"},
            "inner")
        .select("utterance")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }
}
