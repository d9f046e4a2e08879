package org.plateau.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of a corpus, wherever they lie. Names are relative and never leave the root. */
public interface FileTree {
  /** What is in the tree. */
  Contents list() throws IOException;

  /**
   * Opens a file.
   *
   * @param path relative path as {@link FileEntry#path} gives it
   * @throws UnsafePathException if the path leaves the root
   * @throws IOException if the file cannot be opened
   */
  InputStream open(String path) throws IOException;

  /**
   * Reads a whole file of bounded size.
   *
   * @param maxBytes largest size that is read
   * @throws FileTooLargeException if the file has more bytes
   * @throws UnsafePathException if the path leaves the root
   * @throws IOException if the file cannot be read
   */
  default byte[] read(String path, int maxBytes) throws IOException {
    try (InputStream in = open(path)) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (bytes.length == maxBytes && in.read() >= 0) {
        throw new FileTooLargeException(path, maxBytes);
      }
      return bytes;
    }
  }

  /** Where the tree lies, for messages. */
  String location();

  /**
   * What a listing gives.
   *
   * @param files regular files, in order of path
   * @param refused entries that lead out of the root or cannot be listed, in order of path
   */
  record Contents(List<FileEntry> files, List<QuarantineEntry> refused) {
    public Contents {
      files = List.copyOf(files);
      refused = List.copyOf(refused);
    }

    /** What of it belongs to a release. */
    public Contents within(ReleaseFolder release) {
      return new Contents(
          files.stream().filter(file -> release.contains(file.path())).toList(),
          refused.stream().filter(entry -> release.contains(entry.path())).toList());
    }
  }

  /** A file is larger than its reader allows. */
  final class FileTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    FileTooLargeException(String path, long maxBytes) {
      super("%s: more than the limit of %d bytes".formatted(path, maxBytes));
    }
  }

  /** A path leads out of the tree. */
  final class UnsafePathException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsafePathException(String path, String rule) {
      super("%s: %s".formatted(path, rule));
    }
  }
}
