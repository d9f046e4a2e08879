package org.plateau.worker;

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
import java.util.function.BooleanSupplier;

/**
 * Drains what a child prints so that it never blocks: keeps the last lines and appends all to a log
 * file, both bounded.
 */
final class OutputTail implements Runnable {
  static final int MAX_LINES = 200;
  static final int MAX_LINE_BYTES = 2_000;
  static final long MAX_LOG_BYTES = 64L << 20;

  private static final long POLL_MILLIS = 20;

  private final InputStream in;
  private final Path logFile;
  private final BooleanSupplier writerLives;
  private final Deque<String> lines = new ArrayDeque<>();

  /**
   * Reads until the end, or until nothing is left after the child ended: processes that it left
   * behind may hold the pipe open for long.
   */
  OutputTail(InputStream in, Path logFile, BooleanSupplier writerLives) {
    this.in = in;
    this.logFile = logFile;
    this.writerLives = writerLives;
  }

  @Override
  public void run() {
    try (InputStream source = in;
        OutputStream log = openLog()) {
      drain(source, log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private void drain(InputStream source, OutputStream log)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[8192];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long logged = 0;
    for (int n = read(source, buffer); n >= 0; n = read(source, buffer)) {
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

  private int read(InputStream source, byte[] buffer) throws IOException, InterruptedException {
    while (true) {
      boolean alive = writerLives.getAsBoolean();
      int available = source.available();
      if (available > 0) {
        return source.read(buffer, 0, Math.min(available, buffer.length));
      }
      if (!alive) {
        return -1;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private synchronized void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }
}
