package org.plateau.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the real recordings and reference values that lie beside a checkout in {@code ../shared}
 * (or in the folder named by the environment variable PLATEAU_SHARED). A test that needs one which
 * is absent is skipped and says so.
 */
public final class SharedData {
  private SharedData() {}

  /** The checkout's root. */
  public static Path root() {
    return Path.of(System.getProperty("plateau.root", "..")).toAbsolutePath().normalize();
  }

  /** A path below the shared folder, for example {@code reference/models/crnn.jsonl}. */
  public static Path path(String relative) {
    String configured = System.getenv("PLATEAU_SHARED");
    Path shared = configured != null ? Path.of(configured) : root().resolveSibling("shared");
    Path found = shared.resolve(relative);
    Assumptions.assumeTrue(
        Files.exists(found), () -> "skipped: " + relative + " is not beside this checkout");
    return found;
  }
}
