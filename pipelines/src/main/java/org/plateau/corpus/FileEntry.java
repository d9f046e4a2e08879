package org.plateau.corpus;

import java.util.Objects;

/**
 * One file of a tree.
 *
 * @param path relative to the tree's root, parts joined by '/', as {@link SafePaths} demands
 * @param bytes size
 * @param modifiedMillis time of the last change, in milliseconds since 1970
 */
public record FileEntry(String path, long bytes, long modifiedMillis) {
  public FileEntry {
    Objects.requireNonNull(path, "path");
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
