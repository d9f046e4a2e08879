package org.plateau.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Drains what a child prints so that it never blocks: keeps the last lines and appends all to a log
 * file, both bounded.
 */
final class OutputTail implements Runnable {
  static final int MAX_LINES = 200;
  static final int MAX_LINE_BYTES = 2_000;
  static final long MAX_LOG_BYTES = 64L << 20;

  private final InputStream in;
  private final Path logFile;
  private final Deque<String> lines = new ArrayDeque<>();

  OutputTail(InputStream in, Path logFile) {
    this.in = in;
    this.logFile = logFile;
  }

  @Override
  public void run() {
    try (InputStream source = new BufferedInputStream(in);
        OutputStream log = openLog()) {
      drain(source, log);
    } catch (IOException e) {
      add("[output ended: " + e.getMessage() + "]");
    }
  }

  /** The last lines, oldest first. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private OutputStream openLog() throws IOException {
    if (logFile == null) {
      return OutputStream.nullOutputStream();
    }
    Path parent = logFile.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.newOutputStream(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void drain(InputStream source, OutputStream log) throws IOException {
    byte[] buffer = new byte[8192];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long logged = 0;
    for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
      if (logged < MAX_LOG_BYTES) {
        log.write(buffer, 0, n);
        logged += n;
      }
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          add(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else if (line.size() < MAX_LINE_BYTES) {
          line.write(buffer[i]);
        }
      }
    }
    if (line.size() > 0) {
      add(line.toString(StandardCharsets.UTF_8));
    }
  }

  private synchronized void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }
}
