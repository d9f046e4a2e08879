package org.plateau.jobs.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.plateau.config.UserException;

/**
 * The user's own pip.
 *
 * @param command how it is started
 */
record Pip(List<String> command) {
  private static final List<List<String>> USUAL =
      List.of(List.of("pip3"), List.of("pip"), List.of("python3", "-m", "pip"));
  private static final long VERSION_SECONDS = 60;
  private static final long INSTALL_MINUTES = 20;
  private static final int SHOWN_LINES = 5;

  Pip {
    command = List.copyOf(command);
  }

  /**
   * The given pip, or the first usual one that works.
   *
   * @param given a path or name, or null
   * @throws UserException if none works
   */
  static Pip find(String given) {
    List<List<String>> candidates =
        given == null ? USUAL : List.of(List.of(given.strip().split("\\s+")));
    for (List<String> candidate : candidates) {
      Pip pip = new Pip(candidate);
      if (pip.works()) {
        return pip;
      }
    }
    throw new UserException(
        given == null
            ? "setup: found no pip (tried pip3, pip, python3 -m pip); install Python's pip or name yours by --pip PIP"
            : "--pip %s: does not start; name a pip that does".formatted(given));
  }

  private boolean works() {
    try {
      Process process =
          new ProcessBuilder(with("--version"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Installs one wheel, without what it depends on, into a folder.
   *
   * @throws UserException with pip's last lines if it fails
   */
  void install(String requirement, Path target) throws IOException {
    Process process =
        new ProcessBuilder(
                with(
                    "install",
                    "--no-deps",
                    "--only-binary",
                    ":all:",
                    "--no-input",
                    "--disable-pip-version-check",
                    "--target",
                    target.toString(),
                    requirement))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (lines.size() > SHOWN_LINES) {
          lines.remove(0);
        }
      }
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new UserException(
            "%s install %s failed: %s"
                .formatted(String.join(" ", command), requirement, String.join(" | ", lines)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pip ran", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> with(String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return all;
  }
}
