package org.plateau.corpus.layout;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parts of a path, compared in lower case. */
public final class FolderNames {
  private static final Set<String> STRAY = Set.of("__macosx", "thumbs.db", "desktop.ini");

  private FolderNames() {}

  /** Whether a path is, or lies in, a hidden file or one that desktop systems leave behind. */
  public static boolean isStray(String path) {
    for (String part : path.split("/")) {
      if (part.startsWith(".") || STRAY.contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** The folders of a path from the root down, without the file's name, in lower case. */
  public static List<String> of(String path) {
    String[] parts = path.toLowerCase(Locale.ROOT).split("/");
    return List.of(parts).subList(0, parts.length - 1);
  }

  /** Number of folders above the file. */
  public static int depth(String path) {
    return (int) path.chars().filter(letter -> letter == '/').count();
  }
}
