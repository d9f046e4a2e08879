package org.plateau.packs;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes one pack: shards, then the index, then the manifest, in a folder with a temporary name
 * that gets its final name in one step. Equal entries give equal bytes, whatever the order in which
 * they are added: shards and index follow the utterance ids by code point (adding in that order
 * saves a second copy of the shards).
 *
 * <p>Of several writers of the same pack the first to finish wins; the others delete their own
 * folder and return the winner's manifest. Closing without {@link #finish} leaves nothing. Not
 * thread-safe.
 */
public final class PackWriter implements Closeable {
  /** Largest shard in bytes. */
  public static final long MAX_SHARD_BYTES = 256L << 20;

  static final String INDEX_FILE = "index.jsonl";

  private static final Comparator<PackEntry> BY_UTTERANCE =
      Comparator.comparing(PackEntry::utterance, Fingerprint.BY_CODE_POINT);

  private final Path packsRoot;
  private final PackSpec spec;
  private final long maxShardBytes;
  private final Path folder;
  private final ShardSequence arrivals;
  private final List<PackEntry> entries = new ArrayList<>();
  private final Set<String> utterances = new HashSet<>();
  private boolean sorted = true;
  private boolean finished;

  private PackWriter(Path packsRoot, PackSpec spec, long maxShardBytes) throws IOException {
    this.packsRoot = packsRoot;
    this.spec = spec;
    this.maxShardBytes = maxShardBytes;
    this.folder = Folders.newTemporary(packsRoot);
    this.arrivals = new ShardSequence(folder, "shard", maxShardBytes);
  }

  /** Starts a pack below this folder, which is made where absent. */
  public static PackWriter create(Path packsRoot, PackSpec spec) throws IOException {
    return create(packsRoot, spec, MAX_SHARD_BYTES);
  }

  static PackWriter create(Path packsRoot, PackSpec spec, long maxShardBytes) throws IOException {
    return new PackWriter(packsRoot, Objects.requireNonNull(spec, "spec"), maxShardBytes);
  }

  /**
   * Adds the samples of one utterance (content {@link PackContent#PCM16}).
   *
   * @param row id, audio id, label (null or one of the classes), split, speaker
   * @param samples 16 kHz mono
   */
  public void add(Fingerprint.Row row, short[] samples) throws IOException {
    requireContent(PackContent.PCM16);
    ByteBuffer bytes = buffer(row, samples.length, 1);
    bytes.asShortBuffer().put(samples);
    append(row, samples.length, 1, bytes);
  }

  /**
   * Adds the features of one utterance (content {@link PackContent#FLOAT32}).
   *
   * @param row id, audio id, label (null or one of the classes), split, speaker
   * @param rows frames
   * @param columns the feature set's dimensions, &gt;= 1
   * @param values row-major, rows x columns
   */
  public void add(Fingerprint.Row row, int rows, int columns, float[] values) throws IOException {
    requireContent(PackContent.FLOAT32);
    if (rows < 0 || columns < 1 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "utterance %s: %d values do not fill %d x %d"
              .formatted(row.utterance(), values.length, rows, columns));
    }
    ByteBuffer bytes = buffer(row, rows, columns);
    bytes.asFloatBuffer().put(values);
    append(row, rows, columns, bytes);
  }

  /** Completes the pack; returns its manifest, or that of an equal pack that was there first. */
  public PackManifest finish() throws IOException {
    if (finished) {
      throw new IllegalStateException("the pack is already finished");
    }
    List<PackManifest.Shard> shards = sorted ? arrivals.finish() : sortShards();
    PackManifest manifest = describe(shards, writeIndex());
    Folders.writeDurably(
        folder.resolve(PackManifest.FILE_NAME), PackJson.MAPPER.writeValueAsBytes(manifest));
    PackManifest kept = publish(manifest);
    finished = true;
    return kept;
  }

  private PackManifest describe(List<PackManifest.Shard> shards, String indexSha256) {
    String fingerprint = Fingerprint.of(entries.stream().map(Fingerprint.Row::of).toList());
    return new PackManifest(
        PackName.of(fingerprint, spec.content(), spec.featureSet(), spec.extractor()),
        fingerprint,
        spec.task(),
        spec.classes(),
        spec.content(),
        spec.featureSet(),
        spec.extractor(),
        shards,
        INDEX_FILE,
        indexSha256,
        entries.size());
  }

  /** Writes all shards anew in the order of the utterances and drops the first ones. */
  private List<PackManifest.Shard> sortShards() throws IOException {
    List<PackManifest.Shard> unsorted = arrivals.finish();
    entries.sort(BY_UTTERANCE);
    List<FileChannel> sources = new ArrayList<>();
    List<PackManifest.Shard> shards;
    try (ShardSequence sequence = new ShardSequence(folder, "data", maxShardBytes)) {
      for (PackManifest.Shard shard : unsorted) {
        sources.add(FileChannel.open(folder.resolve(shard.file()), StandardOpenOption.READ));
      }
      for (int i = 0; i < entries.size(); i++) {
        entries.set(i, copy(entries.get(i), sources, sequence));
      }
      shards = sequence.finish();
    } finally {
      for (FileChannel source : sources) {
        source.close();
      }
    }
    for (PackManifest.Shard shard : unsorted) {
      Files.delete(folder.resolve(shard.file()));
    }
    List<PackManifest.Shard> renamed = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      PackManifest.Shard shard = shards.get(i);
      String name = shard.file().replace("data", "shard");
      Files.move(folder.resolve(shard.file()), folder.resolve(name));
      renamed.add(new PackManifest.Shard(name, shard.bytes(), shard.sha256()));
    }
    return renamed;
  }

  private PackEntry copy(PackEntry entry, List<FileChannel> sources, ShardSequence target)
      throws IOException {
    ByteBuffer value = ByteBuffer.allocate(bytes(entry.rows(), entry.columns()));
    FileChannel source = sources.get(entry.shard());
    while (value.hasRemaining()) {
      if (source.read(value, entry.offset() + value.position()) < 0) {
        throw new IOException("shard " + entry.shard() + " of " + folder + " was cut short");
      }
    }
    ShardSequence.Position position = target.append(value.flip());
    return at(entry, position);
  }

  private static PackEntry at(PackEntry entry, ShardSequence.Position position) {
    return new PackEntry(
        entry.utterance(),
        entry.audioId(),
        entry.speaker(),
        entry.split(),
        entry.label(),
        entry.rows(),
        entry.columns(),
        position.shard(),
        position.offset());
  }

  private String writeIndex() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (PackEntry entry : entries) {
      lines.writeBytes(PackJson.MAPPER.writeValueAsBytes(entry));
      lines.write('\n');
    }
    byte[] index = lines.toByteArray();
    Folders.writeDurably(folder.resolve(INDEX_FILE), index);
    return PackHash.of(index);
  }

  private PackManifest publish(PackManifest manifest) throws IOException {
    Path target = packsRoot.resolve(manifest.pack());
    for (int round = 0; ; round++) {
      try {
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
      } catch (FileSystemException e) {
        if (!Files.isDirectory(target) || round == 2) {
          throw e;
        }
      }
      try (PackReader first = PackReader.open(target)) {
        Folders.deleteTree(folder);
        return requireSameClasses(first.manifest());
      } catch (PackException e) {
        setAside(target);
      }
    }
  }

  /** A pack that lost files is replaced; readers that have it mapped keep their files. */
  private void setAside(Path damaged) throws IOException {
    Path aside = Folders.newTemporary(packsRoot);
    Files.move(damaged, aside, StandardCopyOption.ATOMIC_MOVE);
    Folders.deleteTree(aside);
  }

  private PackManifest requireSameClasses(PackManifest first) {
    if (!first.classes().equals(spec.classes())) {
      throw new IllegalStateException(
          "pack %s exists with classes %s, not %s"
              .formatted(first.pack(), first.classes(), spec.classes()));
    }
    return first;
  }

  private void requireContent(PackContent content) {
    if (spec.content() != content) {
      throw new IllegalArgumentException(
          "this pack holds %s, not %s".formatted(spec.content(), content));
    }
  }

  private ByteBuffer buffer(Fingerprint.Row row, int rows, int columns) {
    long size = (long) rows * columns * spec.content().bytesPerValue();
    if (size > maxShardBytes) {
      throw new IllegalArgumentException(
          "utterance %s has %d bytes; a shard holds at most %d: cut the recording"
              .formatted(row.utterance(), size, maxShardBytes));
    }
    return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int bytes(int rows, int columns) {
    return Math.toIntExact((long) rows * columns * spec.content().bytesPerValue());
  }

  private void append(Fingerprint.Row row, int rows, int columns, ByteBuffer bytes)
      throws IOException {
    if (finished) {
      throw new IllegalStateException("the pack is already finished");
    }
    if (row.label() != null && !spec.classes().contains(row.label())) {
      throw new IllegalArgumentException(
          "utterance %s: label %s is none of %s"
              .formatted(row.utterance(), row.label(), spec.classes()));
    }
    if (!utterances.add(row.utterance())) {
      throw new IllegalArgumentException("utterance " + row.utterance() + " was added twice");
    }
    ShardSequence.Position position = arrivals.append(bytes);
    PackEntry entry =
        new PackEntry(
            row.utterance(),
            row.audioId(),
            row.speaker(),
            row.split(),
            row.label(),
            rows,
            columns,
            position.shard(),
            position.offset());
    sorted &= entries.isEmpty() || BY_UTTERANCE.compare(entries.get(entries.size() - 1), entry) < 0;
    entries.add(entry);
  }

  @Override
  public void close() throws IOException {
    arrivals.close();
    if (!finished) {
      Folders.deleteTree(folder);
    }
  }
}
