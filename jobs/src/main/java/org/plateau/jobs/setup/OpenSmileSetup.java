package org.plateau.jobs.setup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.plateau.audio.Pcm;
import org.plateau.config.UserException;
import org.plateau.features.ExtractionFault;
import org.plateau.features.opensmile.OpenSmileBuild;
import org.plateau.worker.ExtractorSettings;
import org.plateau.worker.ExtractorWorker;
import org.plateau.worker.WorkerException;

/** Installs openSMILE's Python wheel beside its final place, checks it, moves it there. */
final class OpenSmileSetup {
  /** Name of the file that says what was installed. */
  static final String RECORD = "setup.json";

  private static final String PACKAGE = "opensmile";
  private static final String VERSION = "2.6.0";
  private static final List<String> CHECKED_SETS = List.of("IS09-s", "eGeMAPS-d");
  private static final int TONE_SAMPLES = 32_000;

  private final Path home;
  private final ExtractorSettings limits;
  private final PrintWriter err;

  /**
   * What stands in a folder that {@code setup} made.
   *
   * @param packageName the Python package
   * @param version its version
   * @param extractor identity of the rows that this build makes
   * @param sha256 hash of the library and its configuration files
   * @param library the shared library, relative to the folder
   * @param licenceAcceptedAt when the user accepted the licence
   */
  record Installed(
      String packageName,
      String version,
      String extractor,
      String sha256,
      String library,
      String licenceAcceptedAt) {}

  OpenSmileSetup(Path home, ExtractorSettings limits, PrintWriter err) {
    this.home = home;
    this.limits = limits;
    this.err = err;
  }

  /**
   * Installs and checks; what stood there from an earlier setup is replaced only then.
   *
   * @throws UserException if pip fails, the library does not work here, or the folder is not ours
   */
  Installed install(Pip pip) throws IOException {
    if (Files.exists(home) && !isEmpty(home) && !Files.exists(home.resolve(RECORD))) {
      throw new UserException(
          "opensmile.home = %s: holds something that setup did not make; choose another folder by --set opensmile.home=DIR"
              .formatted(home));
    }
    Path staging = home.resolveSibling(home.getFileName() + ".new-" + UUID.randomUUID());
    try {
      Files.createDirectories(home.getParent());
      err.println(
          "setup: %s install %s==%s".formatted(String.join(" ", pip.command()), PACKAGE, VERSION));
      pip.install(PACKAGE + "==" + VERSION, staging);
      Installed record = check(staging);
      Files.writeString(
          staging.resolve(RECORD),
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(record));
      deleteTree(home);
      Files.move(staging, home);
      return record;
    } finally {
      deleteTree(staging);
    }
  }

  private Installed check(Path staging) {
    OpenSmileBuild build =
        OpenSmileBuild.in(staging)
            .orElseThrow(
                () ->
                    new UserException(
                        "setup opensmile: the wheel of %s %s has no library for this platform"
                            .formatted(PACKAGE, VERSION)));
    for (String set : CHECKED_SETS) {
      try (ExtractorWorker worker = new ExtractorWorker(limits, set, staging, () -> false)) {
        int frames = worker.extract(Pcm.toBytes(tone())).frames();
        err.println(
            "setup: %s works: %d columns, %d rows of a tone"
                .formatted(set, worker.names().size(), frames));
      } catch (ExtractionFault | WorkerException e) {
        throw new UserException(
            "setup opensmile: the library does not work here: " + e.getMessage(), e);
      }
    }
    return new Installed(
        PACKAGE,
        VERSION,
        build.extractor(),
        build.sha256(),
        staging.relativize(build.library()).toString(),
        Instant.now().toString());
  }

  private static short[] tone() {
    short[] samples = new short[TONE_SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8000 * Math.sin(2 * Math.PI * 220 * i / 16_000.0));
    }
    return samples;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
