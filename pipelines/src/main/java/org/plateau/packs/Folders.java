package org.plateau.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders that appear under their final name only when they are complete. */
final class Folders {
  /** Prefix of folders under construction; readers pass over them. */
  static final String TEMPORARY_PREFIX = ".writing-";

  private Folders() {}

  /** A new folder under a name no other writer has. */
  static Path newTemporary(Path parent) throws IOException {
    Files.createDirectories(parent);
    return Files.createDirectory(parent.resolve(TEMPORARY_PREFIX + UUID.randomUUID()));
  }

  /** Removes a folder and all in it; an absent one is no error. Follows no links. */
  static void deleteTree(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(folder)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** Writes a file and waits until it is on the disk. */
  static void writeDurably(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
