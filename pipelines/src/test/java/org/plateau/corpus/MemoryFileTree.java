package org.plateau.corpus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tree of files in memory. */
public final class MemoryFileTree implements FileTree {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final String location;

  public MemoryFileTree(String location) {
    this.location = location;
  }

  /** Adds a file of UTF-8 text. */
  public MemoryFileTree with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file. */
  public MemoryFileTree with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  @Override
  public Contents list() {
    return new Contents(
        files.entrySet().stream()
            .map(file -> new FileEntry(file.getKey(), file.getValue().length, 0))
            .toList(),
        List.of());
  }

  @Override
  public InputStream open(String path) throws IOException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IOException(path + ": no such file");
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public String location() {
    return location;
  }
}
