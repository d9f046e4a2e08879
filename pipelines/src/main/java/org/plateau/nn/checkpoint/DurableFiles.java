package org.plateau.nn.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files that are either complete or absent: temporary name, flush to the disk, rename. */
public final class DurableFiles {
  static final String TEMPORARY_PREFIX = ".tmp-";

  private DurableFiles() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(WritableByteChannel out) throws IOException;
  }

  /**
   * Writes or replaces a file in one step.
   *
   * @return the SHA-256 of what was written, lower-case hexadecimal
   */
  public static String write(Path path, Content content) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Path temporary = folder.resolve(TEMPORARY_PREFIX + path.getFileName());
    MessageDigest digest = sha256();
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      content.writeTo(new HashingChannel(channel, digest));
      channel.force(true);
    }
    rename(temporary, path);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Renames within one folder, replacing a file of that name, and flushes the folder. */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(to.toAbsolutePath().getParent());
  }

  /** The same content under a second name: a hard link, or a copy where links are not possible. */
  public static void linkOrCopy(Path from, Path to) throws IOException {
    Path temporary = to.toAbsolutePath().getParent().resolve(TEMPORARY_PREFIX + to.getFileName());
    Files.deleteIfExists(temporary);
    try {
      Files.createLink(temporary, from);
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    rename(temporary, to);
    // Renaming onto another link of the same file does nothing: then the temporary name remains.
    Files.deleteIfExists(temporary);
  }

  /** Deletes a folder with all that it holds; links are removed, not followed. */
  public static void deleteFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** SHA-256 of a file, lower-case hexadecimal. */
  public static String sha256(Path path) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A new SHA-256 state. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Passes bytes on until all are written, and hashes them. */
  private record HashingChannel(FileChannel channel, MessageDigest digest)
      implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      digest.update(bytes.duplicate());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return count;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
