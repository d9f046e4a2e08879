package org.plateau.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {
  private static final PackSpec SAMPLES =
      PackSpec.samples("emodb-4", List.of("angry", "happy", "neutral", "sad"));

  @TempDir Path root;

  private record Clip(Fingerprint.Row row, short[] samples) {}

  private static Clip clip(String utterance, String split, String label, int... samples) {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) samples[i];
    }
    return new Clip(new Fingerprint.Row(utterance, "id-" + utterance, label, split, null), pcm);
  }

  private static final List<Clip> CLIPS =
      List.of(
          clip("03a01Fa", "train", "happy", 0, 1, -1, 32767, -32768),
          clip("\u00e4rger 7", "dev", null, 5),
          clip("\uffee", "train", "sad"),
          clip("\ud83d\ude00", "train", "angry", 16384, -16384));

  private PackManifest write(List<Clip> clips, long maxShardBytes) throws IOException {
    try (PackWriter writer = PackWriter.create(root, SAMPLES, maxShardBytes)) {
      for (Clip clip : clips) {
        writer.add(clip.row(), clip.samples());
      }
      return writer.finish();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void samplesComeBackAndScaleByTwoToTheFifteenth() throws IOException {
    PackManifest manifest = write(CLIPS, 12);
    assertThat(manifest.shards()).hasSize(2).allMatch(shard -> shard.bytes() <= 12);
    try (PackReader reader = PackReader.open(root.resolve(manifest.pack()))) {
      reader.verify();
      assertThat(reader.manifest()).isEqualTo(manifest);
      assertThat(reader.entries().stream().map(PackEntry::utterance))
          .containsExactly("03a01Fa", "\u00e4rger 7", "\uffee", "\ud83d\ude00");
      for (int i = 0; i < CLIPS.size(); i++) {
        PackEntry entry = reader.entries().get(i);
        assertThat(Fingerprint.Row.of(entry)).isEqualTo(CLIPS.get(i).row());
        assertThat(reader.pcm16(entry)).isEqualTo(CLIPS.get(i).samples());
      }
      assertThat(reader.samples(reader.entries().get(0)))
          .containsExactly(0f, 1 / 32768f, -1 / 32768f, 32767 / 32768f, -1f);
      assertThat(reader.entries("dev").stream().map(PackEntry::utterance))
          .containsExactly("\u00e4rger 7");
      assertThat(reader.entries("none")).isEmpty();
    }
  }

  @Test
  void shardsAreLittleEndian() throws IOException {
    PackManifest manifest = write(List.of(clip("a", "train", null, 0x0102, -2)), 64);
    Path shard = root.resolve(manifest.pack()).resolve(manifest.shards().get(0).file());
    assertThat(Files.readAllBytes(shard)).containsExactly(2, 1, 0xfe, 0xff);
  }

  @Test
  void orderOfAddingChangesNoByte() throws IOException {
    PackManifest first = write(CLIPS, 12);
    Folders.deleteTree(root.resolve(first.pack()));
    List<Clip> shuffled = new ArrayList<>(CLIPS);
    Collections.reverse(shuffled);
    PackManifest second = write(shuffled, 12);
    assertThat(second).isEqualTo(first);
    try (PackReader reader = PackReader.open(root.resolve(second.pack()))) {
      reader.verify();
    }
    try (Stream<Path> files = Files.list(root.resolve(second.pack()))) {
      assertThat(files).hasSize(first.shards().size() + 2);
    }
  }

  @Test
  void featureValuesKeepTheirBits() throws IOException {
    PackSpec spec = PackSpec.features("t", List.of("x"), "mel-s", "mel-s/1");
    float[] values = {1f, -0f, Float.NaN, Float.MIN_VALUE, Float.MAX_VALUE, 1 / 3f};
    PackManifest manifest;
    try (PackWriter writer = PackWriter.create(root, spec)) {
      writer.add(CLIPS.get(1).row(), 2, 3, values);
      manifest = writer.finish();
    }
    try (PackReader reader = PackReader.open(root.resolve(manifest.pack()))) {
      PackEntry entry = reader.entries().get(0);
      assertThat(entry.rows()).isEqualTo(2);
      assertThat(entry.columns()).isEqualTo(3);
      assertThat(reader.values(entry)).containsExactly(values);
      assertThatThrownBy(() -> reader.pcm16(entry)).hasMessageContaining("holds FLOAT32");
    }
  }

  @Test
  void emptyPackIsAPack() throws IOException {
    PackManifest manifest = write(List.of(), 16);
    assertThat(manifest.entries()).isZero();
    try (PackReader reader = PackReader.open(root.resolve(manifest.pack()))) {
      reader.verify();
      assertThat(reader.entries()).isEmpty();
    }
  }

  @Test
  void nameFollowsContentAlone() throws IOException {
    PackManifest manifest = write(CLIPS, 12);
    assertThat(manifest.fingerprint())
        .isEqualTo(Fingerprint.of(CLIPS.stream().map(Clip::row).toList()));
    assertThat(manifest.pack())
        .isEqualTo(PackName.of(manifest.fingerprint(), PackContent.PCM16, "raw", "pcm16-v1"))
        .isNotEqualTo(PackName.of(manifest.fingerprint(), PackContent.PCM16, "raw", "pcm16-v2"));
  }

  @Test
  void unfinishedWriterLeavesNothing() throws IOException {
    try (PackWriter writer = PackWriter.create(root, SAMPLES)) {
      writer.add(CLIPS.get(0).row(), CLIPS.get(0).samples());
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void ofManyWritersOneWinsAndNothingElseStays() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<PackManifest>> writers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        List<Clip> order = new ArrayList<>(CLIPS);
        Collections.shuffle(order, new Random(i));
        writers.add(() -> write(order, 12));
      }
      List<PackManifest> manifests = new ArrayList<>();
      for (Future<PackManifest> done : pool.invokeAll(writers)) {
        manifests.add(done.get());
      }
      assertThat(manifests).hasSize(12).containsOnly(manifests.get(0));
      assertThat(names()).containsExactly(manifests.get(0).pack());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void damagedPackIsReplacedByTheNextWriter() throws IOException {
    PackManifest manifest = write(CLIPS, 12);
    Files.delete(root.resolve(manifest.pack()).resolve(manifest.shards().get(1).file()));
    assertThat(write(CLIPS, 12)).isEqualTo(manifest);
    assertThat(names()).containsExactly(manifest.pack());
    try (PackReader reader = PackReader.open(root.resolve(manifest.pack()))) {
      reader.verify();
    }
  }

  @Test
  void mistakesOfTheWriterAreRefused() throws IOException {
    try (PackWriter writer = PackWriter.create(root, SAMPLES, 16)) {
      Clip clip = CLIPS.get(0);
      writer.add(clip.row(), clip.samples());
      assertThatThrownBy(() -> writer.add(clip.row(), clip.samples()))
          .hasMessage("utterance 03a01Fa was added twice");
      assertThatThrownBy(() -> writer.add(clip("b", "train", "bored").row(), new short[1]))
          .hasMessageStartingWith("utterance b: label bored is none of");
      assertThatThrownBy(() -> writer.add(clip("c", "train", null).row(), new short[9]))
          .hasMessageContaining("utterance c has 18 bytes; a shard holds at most 16");
      assertThatThrownBy(() -> writer.add(clip("d", "dev", null).row(), 1, 1, new float[1]))
          .hasMessage("this pack holds PCM16, not FLOAT32");
    }
  }

  private Path damaged(PackManifest manifest, String file, String from, String to)
      throws IOException {
    Path path = root.resolve(manifest.pack()).resolve(file);
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to), StandardCharsets.ISO_8859_1);
    return root.resolve(manifest.pack());
  }

  private static void assertRefused(Path pack, String reason) {
    assertThatThrownBy(
            () -> {
              try (PackReader reader = PackReader.open(pack)) {
                reader.verify();
              }
            })
        .isInstanceOf(PackException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void flippedBitInAShardIsFound() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    assertRefused(damaged(manifest, "shard-00000.bin", "\u00ff\u007f", "\u00fe\u007f"), "damaged");
  }

  @Test
  void cutShardIsFoundAtOpening() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    Path pack = damaged(manifest, "shard-00000.bin", "\u00ff\u007f", "\u00ff");
    assertThatThrownBy(() -> PackReader.open(pack))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("bytes, its manifest says");
  }

  @Test
  void changedLabelIsFound() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    assertRefused(damaged(manifest, "index.jsonl", "\"happy\"", "\"angry\""), "damaged");
  }

  @Test
  void entryOutsideItsShardIsFoundAtOpening() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    assertRefused(damaged(manifest, "index.jsonl", "\"rows\":5", "\"rows\":5000"), "lies outside");
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    assertRefused(
        damaged(manifest, "manifest.json", "shard-00000.bin", "../shard-00000.bin"),
        "names a file outside its folder");
  }

  @Test
  void folderWithoutManifestIsNoPack() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    Files.delete(root.resolve(manifest.pack()).resolve("manifest.json"));
    assertRefused(root.resolve(manifest.pack()), "is no pack");
  }

  @Test
  void cutManifestIsNoManifest() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    assertRefused(damaged(manifest, "manifest.json", "\"entries\":4}", ""), "is no manifest");
  }

  @Test
  void closedReaderSaysSo() throws IOException {
    PackManifest manifest = write(CLIPS, 64);
    PackReader reader = PackReader.open(root.resolve(manifest.pack()));
    reader.close();
    assertThatThrownBy(() -> reader.pcm16(reader.entries().get(0)))
        .hasMessageContaining("the pack is closed");
  }
}
