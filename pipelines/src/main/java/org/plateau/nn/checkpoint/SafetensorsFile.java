package org.plateau.nn.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Reads a safetensors file: an 8-byte little-endian header length, a JSON header, the tensors'
 * bytes. The whole header is checked against the file's size before any tensor is allocated, so a
 * hostile file cannot ask for more memory than it has bytes. Format: the safetensors repository's
 * README.
 */
public final class SafetensorsFile implements WeightFile {
  private final Path path;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataStart;

  private SafetensorsFile(
      Path path, FileChannel channel, SafetensorsHeader header, long dataStart) {
    this.path = path;
    this.channel = channel;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws WeightFileException naming the file and the rule that it breaks
   */
  public static SafetensorsFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      long size = channel.size();
      if (size < 8) {
        throw new WeightFileException("a safetensors file has at least 8 bytes, found " + size);
      }
      long headerBytes = read(channel, 0, 8).getLong();
      if (headerBytes < 2
          || headerBytes > SafetensorsHeader.MAX_HEADER_BYTES
          || headerBytes > size - 8) {
        throw new WeightFileException(
            "header length %s must be 2 .. %d and fit into the file of %d bytes"
                .formatted(
                    Long.toUnsignedString(headerBytes), SafetensorsHeader.MAX_HEADER_BYTES, size));
      }
      byte[] json = read(channel, 8, (int) headerBytes).array();
      if (json[0] != '{') {
        throw new WeightFileException("the header must begin with an opening brace");
      }
      SafetensorsHeader header = SafetensorsHeader.parse(json, size - 8 - headerBytes);
      return new SafetensorsFile(path, channel, header, 8 + headerBytes);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new WeightFileException(path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<String> names() {
    return Collections.unmodifiableList(new ArrayList<>(header.tensors().keySet()));
  }

  @Override
  public boolean contains(String name) {
    return header.tensors().containsKey(name);
  }

  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  @Override
  public TensorType type(String name) throws WeightFileException {
    return entry(name).type();
  }

  @Override
  public long[] shape(String name) throws WeightFileException {
    return entry(name).shape().clone();
  }

  @Override
  public ByteBuffer bytes(String name) throws IOException {
    SafetensorsHeader.Entry entry = entry(name);
    long count = entry.end() - entry.begin();
    if (count > Integer.MAX_VALUE - 8) {
      throw new WeightFileException(
          "%s: tensor %s has %d bytes, at most 2 GiB are read".formatted(path, name, count));
    }
    return channel
        .map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), count)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private SafetensorsHeader.Entry entry(String name) throws WeightFileException {
    SafetensorsHeader.Entry entry = header.tensors().get(name);
    if (entry == null) {
      throw new WeightFileException(path + ": there is no tensor " + name);
    }
    return entry;
  }

  private static ByteBuffer read(FileChannel channel, long place, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, place + buffer.position()) < 0) {
        throw new EOFException("the file ends within its tensors");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
