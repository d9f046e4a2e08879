package org.plateau.corpus.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes many files at once. */
final class StandInFiles {
  private StandInFiles() {}

  /** Gives one clip's bytes and place. */
  record Clip(Path file, byte[] bytes) {}

  /** Writes clips 0 to count - 1 on all cores; their folders must be there. */
  static void writeClips(int count, IntFunction<Clip> clips) throws IOException {
    try {
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i -> {
                Clip clip = clips.apply(i);
                try {
                  Files.write(clip.file(), clip.bytes());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static void text(Path file, CharSequence text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
