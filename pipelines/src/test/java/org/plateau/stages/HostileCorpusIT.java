package org.plateau.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.WavWriter;
import org.plateau.corpus.TestCorpora;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

/**
 * A release whose files lie, through the whole ingest: each is refused by name, the rest stands.
 */
class HostileCorpusIT {
  private static final int LONG_LINE_BYTES = 100 << 20;

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();
  @TempDir Path folder;

  @AfterEach
  void restore() throws IOException {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static byte[] tone(int level) {
    short[] samples = new short[1600];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (level * (i % 100));
    }
    return WavWriter.pcm16(samples, 16_000);
  }

  /** A sound file whose data chunk says it holds four gigabytes. */
  private static byte[] claimsFourGigabytes() {
    byte[] wav = tone(9);
    ByteBuffer.wrap(wav)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, -1)
        .putInt(40, (int) 4_000_000_000L);
    return wav;
  }

  private static String row(String file) {
    return file + ",A,2.0,4.0,2.6,1,Male,Train\n";
  }

  /** The root is reached through a link; its name holds what addresses and globs treat apart. */
  private Path corpus() throws IOException {
    Path real = folder.resolve("data #1/a%20b/Übung [x] {y}/MSP-PODCAST-Publish-1.11");
    Path audios = Files.createDirectories(real.resolve("Audios"));
    Path labels = Files.createDirectories(real.resolve("Labels"));
    Files.write(audios.resolve("MSP-PODCAST_0001_0001.wav"), tone(1));
    Files.write(audios.resolve("MSP-PODCAST_0001_0002.wav"), tone(2));
    Files.write(audios.resolve("MSP-PODCAST_0001_0003.wav"), claimsFourGigabytes());
    Path secret = folder.resolve("secret.wav");
    Files.write(secret, tone(3));
    Files.createSymbolicLink(audios.resolve("MSP-PODCAST_0001_0004.wav"), secret);
    Files.createSymbolicLink(audios.resolve("loop"), real);
    try (OutputStream out = Files.newOutputStream(labels.resolve("labels_consensus.csv"))) {
      write(out, "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\n");
      write(out, row("MSP-PODCAST_0001_0001.wav"));
      byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int bytes = 0; bytes < LONG_LINE_BYTES; bytes += block.length) {
        out.write(block);
      }
      write(out, "\n" + row("../../../../../../etc/passwd") + row("/etc/passwd"));
      write(out, row("MSP-PODCAST_0001_0002.wav") + row("MSP-PODCAST_0001_0003.wav"));
      write(out, row("MSP-PODCAST_0001_0004.wav"));
    }
    try (Stream<Path> all = Files.walk(real)) {
      for (Path path : all.filter(p -> !Files.isSymbolicLink(p)).toList()) {
        String rights = Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
      }
    }
    return Files.createSymbolicLink(folder.resolve("by a link"), real);
  }

  private Warehouse ingest(String name, Path corpus) {
    Warehouse warehouse = Warehouse.open(SharedSpark.session(), folder.resolve(name).toString());
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    new Ingest(warehouse, clock)
        .run(
            new Ingest.Request(
                "msp-podcast", corpus.toString(), TestCorpora.MSP, new AudioLimits(1 << 20, 10)));
    return warehouse;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> quarantine(Warehouse warehouse) {
    return warehouse
        .read(CorpusTables.QUARANTINE)
        .selectExpr("concat_ws(' ', regexp_replace(path, '^.*/', ''), reason)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void liesAreRefusedByNameAndTheRestStands() throws IOException {
    Path corpus = corpus();
    Warehouse warehouse = ingest("w", corpus);
    assertThat(
            warehouse.read(CorpusTables.UTTERANCES).select("utterance").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted())
        .containsExactly("MSP-PODCAST_0001_0001", "MSP-PODCAST_0001_0002");
    assertThat(warehouse.read(SignalTables.AUDIO).count()).isEqualTo(2);
    assertThat(quarantine(warehouse))
        .containsExactly(
            "MSP-PODCAST_0001_0003.wav truncated",
            "MSP-PODCAST_0001_0004.wav unsafe_path",
            "labels_consensus.csv#MSP-PODCAST_0001_0004 missing_audio",
            "labels_consensus.csv:3 too_large",
            "labels_consensus.csv:4 bad_label_line",
            "labels_consensus.csv:5 bad_label_line");
    localeAndZoneChangeNothing(warehouse, corpus);
  }

  private void localeAndZoneChangeNothing(Warehouse expected, Path corpus) {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    Warehouse other = ingest("w-tr", corpus);
    for (var spec :
        List.of(
            CorpusTables.UTTERANCES,
            CorpusTables.LABELS,
            CorpusTables.QUARANTINE,
            CorpusTables.CHECKS,
            SignalTables.AUDIO)) {
      assertThat(other.read(spec).toJSON().collectAsList())
          .as(spec.name())
          .containsExactlyInAnyOrderElementsOf(expected.read(spec).toJSON().collectAsList());
    }
  }
}
