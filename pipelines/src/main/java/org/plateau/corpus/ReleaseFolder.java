package org.plateau.corpus;

import java.util.List;
import java.util.Objects;

/**
 * Where one release of a corpus lies.
 *
 * @param release release name, for example {@code 1.11}
 * @param folders folders below the tree's root that together hold it, parts joined by '/'; the
 *     empty text is the whole tree
 */
public record ReleaseFolder(String release, List<String> folders) {
  public ReleaseFolder {
    Objects.requireNonNull(release, "release");
    folders = List.copyOf(folders);
    if (release.isBlank() || folders.isEmpty()) {
      throw new IllegalArgumentException(
          "release '%s', folders %s: neither may be empty".formatted(release, folders));
    }
  }

  /** A release that fills its tree. */
  public static ReleaseFolder wholeTree(String release) {
    return new ReleaseFolder(release, List.of(""));
  }

  /** Whether a file, given by its path from the tree's root, belongs to this release. */
  public boolean contains(String path) {
    for (String folder : folders) {
      if (folder.isEmpty() || path.startsWith(folder + "/")) {
        return true;
      }
    }
    return false;
  }

  /** The path without the folder that it lies in. */
  public String within(String path) {
    for (String folder : folders) {
      if (!folder.isEmpty() && path.startsWith(folder + "/")) {
        return path.substring(folder.length() + 1);
      }
    }
    return path;
  }
}
