package org.plateau.packs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Reads a pack by memory mapping. Safe for any number of threads. Closing drops the mappings; the
 * garbage collector unmaps them.
 */
public final class PackReader implements Closeable {
  private final Path folder;
  private final PackManifest manifest;
  private final List<PackEntry> entries;
  private final ByteBuffer[] shards;
  private volatile boolean closed;

  private PackReader(Path folder, PackManifest manifest, List<PackEntry> entries) {
    this.folder = folder;
    this.manifest = manifest;
    this.entries = entries;
    this.shards = new ByteBuffer[manifest.shards().size()];
  }

  /**
   * Opens a pack: reads manifest and index and checks that all files have the sizes they should.
   *
   * @throws PackException if the folder is no pack or a file is missing, cut or contradicts another
   */
  public static PackReader open(Path folder) throws IOException {
    PackManifest manifest = PackFiles.readManifest(folder);
    PackFiles.checkSizes(folder, manifest);
    return new PackReader(folder, manifest, PackFiles.readIndex(folder, manifest));
  }

  /**
   * Reads every file and compares hashes, fingerprint and name.
   *
   * @throws PackException naming the first file that differs
   */
  public void verify() throws IOException {
    PackFiles.verify(folder, manifest, entries);
  }

  public PackManifest manifest() {
    return manifest;
  }

  /** All entries, ascending by utterance id (by code point). */
  public List<PackEntry> entries() {
    return entries;
  }

  /** The entries of one split, in the same order. */
  public List<PackEntry> entries(String split) {
    return entries.stream().filter(entry -> entry.split().equals(split)).toList();
  }

  /** Samples as they are stored: 16 kHz mono. */
  public short[] pcm16(PackEntry entry) {
    requireContent(PackContent.PCM16);
    short[] samples = new short[entry.rows()];
    slice(entry).asShortBuffer().get(samples);
    return samples;
  }

  /** Samples divided by 32768: in [-1, 1). */
  public float[] samples(PackEntry entry) {
    short[] pcm = pcm16(entry);
    float[] samples = new float[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      samples[i] = pcm[i] / 32768f;
    }
    return samples;
  }

  /** Feature values, row-major: rows x columns. */
  public float[] values(PackEntry entry) {
    requireContent(PackContent.FLOAT32);
    float[] values = new float[Math.multiplyExact(entry.rows(), entry.columns())];
    slice(entry).asFloatBuffer().get(values);
    return values;
  }

  private ByteBuffer slice(PackEntry entry) {
    int size = Math.toIntExact(PackFiles.bytes(manifest.content(), entry));
    if (size == 0) {
      return ByteBuffer.allocate(0);
    }
    return shard(entry.shard())
        .slice(Math.toIntExact(entry.offset()), size)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private synchronized ByteBuffer shard(int index) {
    if (closed) {
      throw new IllegalStateException("the pack is closed: " + folder);
    }
    if (shards[index] == null) {
      Path file = folder.resolve(manifest.shards().get(index).file());
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        shards[index] = channel.map(FileChannel.MapMode.READ_ONLY, 0, Files.size(file));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("cannot map " + file, e);
      }
    }
    return shards[index];
  }

  private void requireContent(PackContent content) {
    if (manifest.content() != content) {
      throw new IllegalStateException(
          "pack %s holds %s, not %s".formatted(folder, manifest.content(), content));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    java.util.Arrays.fill(shards, null);
  }
}
