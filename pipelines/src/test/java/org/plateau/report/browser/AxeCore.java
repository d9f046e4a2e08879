package org.plateau.report.browser;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Fetches axe-core, the accessibility checker, from the package registry; it is not kept here. */
final class AxeCore {
  private static final String VERSION = "4.10.3";

  private AxeCore() {}

  /** The script; fails where npm or the registry is out of reach. */
  static String script(Path cache) throws Exception {
    Path script = cache.resolve("package").resolve("axe.min.js");
    if (!Files.exists(script)) {
      Files.createDirectories(cache);
      run(cache, List.of("npm", "pack", "--silent", "axe-core@" + VERSION));
      run(cache, List.of("tar", "xzf", "axe-core-" + VERSION + ".tgz", "package/axe.min.js"));
    }
    return Files.readString(script, StandardCharsets.UTF_8);
  }

  private static void run(Path folder, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " failed; the accessibility check needs npm:\n" + output);
    }
  }
}
