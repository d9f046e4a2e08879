package org.plateau.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A configuration with the origin of each value.
 *
 * @param config the typed values
 * @param settings every value that has been read, by key
 * @param file the user's file; may hold models and conditions of their own
 */
public record LoadedConfig(PlateauConfig config, List<Setting> settings, Optional<Path> file) {
  public LoadedConfig {
    settings = List.copyOf(settings);
  }
}
