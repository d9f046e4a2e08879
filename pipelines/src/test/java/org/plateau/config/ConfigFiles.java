package org.plateau.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plateau.testing.SharedData;

/** Loads the real defaults with a file written for the test, and command-line values. */
final class ConfigFiles {
  private ConfigFiles() {}

  static Path conf() {
    return SharedData.root().resolve("conf");
  }

  static PlateauConfig defaults() {
    return ConfigLoader.load(conf(), Optional.empty(), List.of()).config();
  }

  static PlateauConfig with(String... sets) {
    List<Assignment> assignments = Arrays.stream(sets).map(Assignment::parse).toList();
    return ConfigLoader.load(conf(), Optional.empty(), assignments).config();
  }

  static LoadedConfig loaded(Path folder, String text, String... sets) throws IOException {
    Path file = Files.writeString(folder.resolve("my.conf"), text);
    List<Assignment> assignments = Arrays.stream(sets).map(Assignment::parse).toList();
    return ConfigLoader.load(conf(), Optional.of(file), assignments);
  }
}
