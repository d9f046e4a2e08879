package org.plateau.corpus;

import java.util.Optional;

/**
 * The rule for names inside a corpus: relative, parts joined by '/', no empty part, no {@code .} or
 * {@code ..}, no backslash, no control character.
 */
public final class SafePaths {
  private SafePaths() {}

  /** What is wrong with a path; empty where nothing is. */
  public static Optional<String> problem(String path) {
    if (path.isEmpty()) {
      return Optional.of("a path must not be empty");
    }
    if (path.startsWith("/") || path.matches("^[A-Za-z]:.*")) {
      return Optional.of("a path must be relative");
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return Optional.of("a path must not have empty parts, '.' or '..'");
      }
    }
    if (path.codePoints().anyMatch(c -> c == '\\' || c == 0xfffd || Character.isISOControl(c))) {
      return Optional.of("a path must not have backslashes or control characters");
    }
    return Optional.empty();
  }

  /**
   * Demands a path that stays inside.
   *
   * @throws FileTree.UnsafePathException if it does not
   */
  public static void require(String path) throws FileTree.UnsafePathException {
    Optional<String> problem = problem(path);
    if (problem.isPresent()) {
      throw new FileTree.UnsafePathException(path, problem.get());
    }
  }
}
