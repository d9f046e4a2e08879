package org.plateau.features.opensmile;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The openSMILE that the user of this machine has set up: in the folder named by the environment
 * variable PLATEAU_OPENSMILE, else where {@code setup opensmile} puts it. Tests that need it are
 * skipped where it is absent and say so.
 */
public final class InstalledOpenSmile {
  private InstalledOpenSmile() {}

  /** The build's folder. */
  public static Path home() {
    String configured = System.getenv("PLATEAU_OPENSMILE");
    Path home =
        configured != null
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".plateau", "opensmile");
    Assumptions.assumeTrue(
        OpenSmileBuild.in(home).isPresent(), () -> "skipped: no openSMILE in " + home);
    return home;
  }
}
