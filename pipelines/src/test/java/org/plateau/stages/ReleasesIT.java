package org.plateau.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.WavWriter;
import org.plateau.config.TranscriptConfig;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

/** Releases side by side: what differs, what is forgotten, in one warehouse. */
class ReleasesIT {
  private static final CorpusSettings SETTINGS =
      new CorpusSettings(
          null,
          "1.0",
          List.of(
              new TaskDefinition(
                  "msp-podcast-4",
                  List.of("angry", "happy", "neutral", "sad"),
                  Map.of("A", "angry", "H", "happy", "N", "neutral", "S", "sad"))),
          new SplitRule(Map.of(), "none"),
          Map.of());
  private static final String HEAD =
      "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\n";

  @TempDir Path folder;

  private void release(String version, String labels, Map<String, Integer> clips)
      throws IOException {
    Path root = folder.resolve("msp/MSP-PODCAST-Publish-" + version);
    Files.createDirectories(root.resolve("Labels"));
    Files.createDirectories(root.resolve("Audios"));
    Files.writeString(root.resolve("Labels/labels_consensus.csv"), HEAD + labels);
    for (Map.Entry<String, Integer> clip : clips.entrySet()) {
      short[] samples = new short[1600];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (clip.getValue() * (i % 100));
      }
      Files.write(
          root.resolve("Audios/" + clip.getKey() + ".wav"), WavWriter.pcm16(samples, 16_000));
    }
  }

  private static String line(String id, String emotion, String speaker, String split) {
    return "%s.wav,%s,2.0,4.0,2.6,%s,Male,%s\n".formatted(id, emotion, speaker, split);
  }

  private static String id(int number) {
    return "MSP-PODCAST_0001_%04d".formatted(number);
  }

  private Ingest.Summary ingest(Warehouse warehouse) {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    TranscriptConfig spoken =
        new TranscriptConfig("asr", folder.resolve("asr.csv").toString(), "en");
    return new Ingest(warehouse, clock)
        .run(
            new Ingest.Request(
                "msp-podcast",
                folder.resolve("msp").toString(),
                SETTINGS,
                new AudioLimits(1 << 20, 10),
                List.of(spoken),
                false));
  }

  private static List<String> rows(Warehouse warehouse, TableSpec spec, String... columns) {
    return warehouse.read(spec).selectExpr(columns).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> changes(Warehouse warehouse) {
    return rows(
        warehouse,
        CorpusTables.RELEASE_CHANGES,
        "concat_ws(' ', from_release, to_release, right(utterance, 1), change, before, after)");
  }

  @Test
  void releasesAreComparedInVersionOrderAndClipsForgotten() throws IOException {
    Files.writeString(
        folder.resolve("asr.csv"), "utterance,text\n" + id(1) + ",well\nelse,no\nbroken\n");
    release(
        "1.9",
        line(id(1), "A", "1", "Train")
            + line(id(2), "H", "2", "Validation")
            + line(id(3), "X", "3", "Test1"),
        Map.of(id(1), 1, id(2), 2, id(3), 3));
    release(
        "2.0",
        line(id(1), "S", "1", "Train")
            + line(id(2), "H", "Unknown", "Development")
            + line(id(4), "N", "3", "Train"),
        Map.of(id(1), 1, id(2), 5, id(4), 4));
    Warehouse warehouse = Warehouse.open(SharedSpark.session(), folder.resolve("w").toString());
    assertThat(ingest(warehouse).releases())
        .extracting(Ingest.Result::release, Ingest.Result::utterances, Ingest.Result::newAudio)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1.9", 3, 3),
            org.assertj.core.groups.Tuple.tuple("2.0", 3, 2));
    assertThat(changes(warehouse))
        .map(text -> text.length() > 40 ? text.substring(0, 15) : text)
        .containsExactly(
            "1.9 2.0 1 relabelled A S",
            "1.9 2.0 2 audio",
            "1.9 2.0 2 speaker 2",
            "1.9 2.0 3 removed X",
            "1.9 2.0 4 added N");
    assertThat(rows(warehouse, CorpusTables.TRANSCRIPTS, "concat(release, source, text)"))
        .containsExactly("1.9asrwell", "2.0asrwell");
    assertThat(rows(warehouse, CorpusTables.QUARANTINE, "concat(release, path)"))
        .containsExactly("1.9transcripts/asr/asr.csv:4", "2.0transcripts/asr/asr.csv:4");
    assertThat(warehouse.read(CorpusTables.CHECKS).where("name = 'clips'").count()).isEqualTo(7);

    release("1.10", line(id(1), "A", "1", "Test1"), Map.of(id(1), 1));
    assertThat(ingest(warehouse).releases())
        .extracting(Ingest.Result::decoded)
        .containsExactly(0, 1, 0);
    assertThat(changes(warehouse))
        .as("a late release comes between its neighbours")
        .filteredOn(text -> text.contains(" 1 "))
        .containsExactly(
            "1.10 2.0 1 moved test1 train",
            "1.10 2.0 1 relabelled A S",
            "1.9 1.10 1 moved train test1");

    forget(warehouse);
  }

  private void forget(Warehouse warehouse) throws IOException {
    Forget forget = new Forget(warehouse);
    assertThatThrownBy(() -> forget.run("emodb", Set.of("x"))).isInstanceOf(UserException.class);
    String sound =
        warehouse
            .read(CorpusTables.UTTERANCES)
            .where("utterance = '" + id(4) + "'")
            .select("audio_id")
            .first()
            .getString(0);
    Forget.Result result = forget.run("msp-podcast", Set.of(id(4), id(1), "nobody"));
    assertThat(result.unknown()).containsExactly("nobody");
    assertThat(result.deleted())
        .containsEntry("utterances", 4L)
        .containsEntry("transcripts", 3L)
        .containsEntry("audio", 2L);
    assertThat(result.left().values()).containsOnly(0L);
    assertThat(rows(warehouse, CorpusTables.UTTERANCES, "right(utterance, 1)"))
        .containsExactly("2", "2", "3");
    assertThat(warehouse.read(SignalTables.AUDIO).count()).isEqualTo(3);
    assertThat(rows(warehouse, CorpusTables.RELEASES, "concat(release, ' ', utterances)"))
        .containsExactly("1.10 0", "1.9 2", "2.0 1");
    for (TableSpec spec : List.of(CorpusTables.UTTERANCES, SignalTables.AUDIO)) {
      Path table = folder.resolve("w/" + spec.name());
      for (Path file : files(table)) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(id(4))
            .doesNotContain(sound);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
