package org.plateau.packs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Appends values to shard files of bounded size; a value never spans two shards. */
final class ShardSequence implements Closeable {
  /** Where a value begins. */
  record Position(int shard, long offset) {}

  private final Path folder;
  private final String prefix;
  private final long maxShardBytes;
  private final List<PackManifest.Shard> finished = new ArrayList<>();
  private MessageDigest digest;
  private FileChannel channel;
  private long bytes;

  ShardSequence(Path folder, String prefix, long maxShardBytes) {
    this.folder = folder;
    this.prefix = prefix;
    this.maxShardBytes = maxShardBytes;
  }

  /** Appends the buffer's remaining bytes. */
  Position append(ByteBuffer value) throws IOException {
    int size = value.remaining();
    if (channel != null && bytes + size > maxShardBytes) {
      endShard();
    }
    if (channel == null) {
      channel =
          FileChannel.open(
              folder.resolve(name(finished.size())),
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE_NEW);
      digest = PackHash.sha256();
      bytes = 0;
    }
    Position position = new Position(finished.size(), bytes);
    digest.update(value.duplicate());
    while (value.hasRemaining()) {
      channel.write(value);
    }
    bytes += size;
    return position;
  }

  /** Ends the last shard and returns all. */
  List<PackManifest.Shard> finish() throws IOException {
    if (channel != null) {
      endShard();
    }
    return List.copyOf(finished);
  }

  private void endShard() throws IOException {
    channel.force(true);
    channel.close();
    channel = null;
    finished.add(new PackManifest.Shard(name(finished.size()), bytes, PackHash.hex(digest)));
  }

  private String name(int index) {
    return String.format(Locale.ROOT, "%s-%05d.bin", prefix, index);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
