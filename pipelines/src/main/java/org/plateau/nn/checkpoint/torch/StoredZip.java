package org.plateau.nn.checkpoint.torch;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * The entries of a zip archive without compression, as PyTorch writes it, mapped into memory. A
 * compressed entry is refused, so no entry is larger than the file. Format: PKWARE's APPNOTE, with
 * zip64.
 */
final class StoredZip {
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int LOCAL_ENTRY = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final long MAX_DIRECTORY = 64L << 20;
  private static final long MISSING = 0xFFFFFFFFL;

  private final FileChannel channel;
  private final long size;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> checked = new HashSet<>();
  private long endAt;

  /** One entry: where its local header begins, its length and checksum. */
  private record Entry(long header, long length, long crc) {}

  private StoredZip(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static StoredZip open(FileChannel channel) throws IOException {
    StoredZip zip = new StoredZip(channel, channel.size());
    zip.readDirectory();
    return zip;
  }

  Map<String, ?> entries() {
    return entries;
  }

  /** The bytes of an entry, checked against its checksum; at most 2 GiB. */
  ByteBuffer map(String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new WeightFileException("the archive has no entry " + name);
    }
    ByteBuffer local = read(entry.header(), 30);
    int nameBytes = local.getShort(26) & 0xFFFF;
    long begin = entry.header() + 30 + nameBytes + (local.getShort(28) & 0xFFFF);
    byte[] written = read(entry.header() + 30, nameBytes).array();
    if (local.getInt(0) != LOCAL_ENTRY
        || !new String(written, StandardCharsets.UTF_8).equals(name)
        || begin > size - entry.length()) {
      throw new WeightFileException("entry %s does not lie where the archive says".formatted(name));
    }
    if (entry.length() > Integer.MAX_VALUE - 8) {
      throw new WeightFileException(
          "entry %s has %d bytes, at most 2 GiB are read".formatted(name, entry.length()));
    }
    ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, begin, entry.length());
    if (!checked.contains(name)) {
      CRC32 crc = new CRC32();
      crc.update(bytes.duplicate());
      if (crc.getValue() != entry.crc()) {
        throw new WeightFileException(
            "entry %s is damaged: its checksum is %08x, the archive says %08x"
                .formatted(name, crc.getValue(), entry.crc()));
      }
      checked.add(name);
    }
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  private void readDirectory() throws IOException {
    ByteBuffer end = end();
    long count = end.getShort(10) & 0xFFFF;
    long bytes = end.getInt(12) & MISSING;
    long begin = end.getInt(16) & MISSING;
    if (count == 0xFFFF || bytes == MISSING || begin == MISSING) {
      long at = endAt - 20;
      ByteBuffer locator = at < 0 ? null : read(at, 20);
      if (locator != null && locator.getInt(0) == LOCATOR_64) {
        ByteBuffer end64 = read(locator.getLong(8), 56);
        if (end64.getInt(0) != END_64) {
          throw new WeightFileException("the archive's 64-bit directory is damaged");
        }
        count = end64.getLong(32);
        bytes = end64.getLong(40);
        begin = end64.getLong(48);
      }
    }
    if (bytes < 0 || bytes > MAX_DIRECTORY || begin < 0 || begin > size - bytes) {
      throw new WeightFileException(
          "the archive's directory of %d bytes at %d lies outside the file of %d bytes, or is larger than %d"
              .formatted(bytes, begin, size, MAX_DIRECTORY));
    }
    ByteBuffer directory = read(begin, (int) bytes);
    long sum = 0;
    for (long i = 0; i < count; i++) {
      sum = Math.addExact(sum, readEntry(directory));
    }
    if (sum > size) {
      throw new WeightFileException(
          "the archive's entries have %d bytes, the file %d: they overlap".formatted(sum, size));
    }
  }

  private ByteBuffer end() throws IOException {
    int tail = (int) Math.min(size, END_BYTES + MAX_COMMENT);
    if (tail < END_BYTES) {
      throw new WeightFileException("a zip archive has at least 22 bytes, found " + size);
    }
    ByteBuffer bytes = read(size - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END && at + END_BYTES + (bytes.getShort(at + 20) & 0xFFFF) == tail) {
        endAt = size - tail + at;
        return bytes.slice(at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw new WeightFileException("the zip archive has no directory at its end: it is cut off");
  }

  /** Notes one entry of the directory and returns its length. */
  private long readEntry(ByteBuffer in) throws WeightFileException {
    if (in.remaining() < 46 || in.getInt(in.position()) != DIRECTORY_ENTRY) {
      throw new WeightFileException("the archive's directory is damaged");
    }
    int at = in.position();
    int nameBytes = in.getShort(at + 28) & 0xFFFF;
    int extraBytes = in.getShort(at + 30) & 0xFFFF;
    int commentBytes = in.getShort(at + 32) & 0xFFFF;
    if (in.remaining() < 46 + nameBytes + extraBytes + commentBytes) {
      throw new WeightFileException("the archive's directory is damaged");
    }
    byte[] nameText = new byte[nameBytes];
    in.get(at + 46, nameText);
    String name = new String(nameText, StandardCharsets.UTF_8);
    long[] wide = {
      in.getInt(at + 24) & MISSING, in.getInt(at + 20) & MISSING, in.getInt(at + 42) & MISSING
    };
    widen(wide, in, at + 46 + nameBytes, extraBytes);
    int flags = in.getShort(at + 8) & 0xFFFF;
    int method = in.getShort(at + 10) & 0xFFFF;
    if (method != 0 || wide[0] != wide[1] || (flags & 1) != 0) {
      throw new WeightFileException(
          "entry %s is compressed or encrypted (%d bytes from %d): PyTorch stores its entries as they are; write the file again with torch.save"
              .formatted(name, wide[0], wide[1]));
    }
    if (wide[0] < 0 || wide[0] > size || wide[2] < 0 || wide[2] > size) {
      throw new WeightFileException(
          "entry %s of %d bytes at %d lies outside the file of %d bytes"
              .formatted(name, wide[0], wide[2], size));
    }
    Entry entry = new Entry(wide[2], wide[0], in.getInt(at + 16) & MISSING);
    if (entries.put(name, entry) != null) {
      throw new WeightFileException("the archive has two entries " + name);
    }
    in.position(at + 46 + nameBytes + extraBytes + commentBytes);
    return wide[0];
  }

  /** Replaces sizes and place (in this order) that do not fit 32 bits. */
  private static void widen(long[] values, ByteBuffer in, int from, int extraBytes) {
    int at = from;
    int end = from + extraBytes;
    while (at + 4 <= end) {
      int id = in.getShort(at) & 0xFFFF;
      int length = in.getShort(at + 2) & 0xFFFF;
      int field = at + 4;
      if (id == 1) {
        for (int i = 0; i < values.length; i++) {
          if (values[i] == MISSING && field + 8 <= Math.min(end, at + 4 + length)) {
            values[i] = in.getLong(field);
            field += 8;
          }
        }
      }
      at += 4 + length;
    }
  }

  private ByteBuffer read(long place, int count) throws IOException {
    if (place < 0 || place > size - count) {
      throw new WeightFileException(
          "%d bytes at %d lie outside the file of %d bytes".formatted(count, place, size));
    }
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, place + buffer.position()) < 0) {
        throw new EOFException("the file ends within its directory");
      }
    }
    return buffer.flip();
  }
}
