package org.plateau.jobs.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plateau.config.CorpusConfig;
import org.plateau.features.opensmile.OpenSmileBuild;

/** What the user has put in place. */
final class SetupChecks {
  private static final long WANTED_DISK = 5L << 30;

  private SetupChecks() {}

  static Finding corpus(CorpusConfig corpus) {
    String name = "corpus " + corpus.name();
    String key = "corpora." + corpus.name() + ".path";
    if (corpus.path().isEmpty()) {
      return Finding.warn(
          name, "no path, so ingest passes over it. Give its folder by --set " + key + "=DIR");
    }
    String path = corpus.path().get();
    if (isAddress(path)) {
      return Finding.ok(name, path + ", not a local folder, so not looked into");
    }
    return Files.isDirectory(Path.of(path)) && Files.isReadable(Path.of(path))
        ? Finding.ok(name, path)
        : Finding.fail(name, path + " is no readable folder. Correct " + key);
  }

  /** openSMILE is optional: without it only its own models are not run. */
  static Finding openSmile(Path home) {
    return OpenSmileBuild.in(home)
        .map(build -> Finding.ok("opensmile", home + ", extractor " + build.extractor()))
        .orElseGet(
            () ->
                Finding.warn(
                    "opensmile",
                    "not in %s, so models on its features are not run. If its licence allows your use: ./submit.sh setup opensmile --accept-licence"
                        .formatted(home)));
  }

  static Finding warehouse(String warehouse) {
    if (isAddress(warehouse)) {
      return Finding.ok("warehouse", warehouse + ", not a local folder, so not looked into");
    }
    Path folder = Path.of(warehouse);
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.fail(
          "warehouse", folder + " cannot be written. Choose another folder by --warehouse");
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      String found = "%s, %s free".formatted(folder, MachineChecks.gib(free));
      return free >= WANTED_DISK
          ? Finding.ok("warehouse", found)
          : Finding.warn("warehouse", found + ". Runs and packs want 5 GiB: free some space");
    } catch (IOException e) {
      return Finding.warn("warehouse", folder + ": its free space is unknown");
    }
  }

  static Finding sparkHome(String sparkHome) {
    if (sparkHome == null || sparkHome.isBlank()) {
      return Finding.ok("spark", "SPARK_HOME is not set, so the Spark of the build is used");
    }
    Path submit = Path.of(sparkHome, "bin", "spark-submit");
    return Files.isExecutable(submit)
        ? Finding.ok("spark", submit.toString())
        : Finding.fail(
            "spark",
            "SPARK_HOME = " + sparkHome + " has no bin/spark-submit. Correct it or unset it");
  }

  private static boolean isAddress(String path) {
    return path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
  }
}
