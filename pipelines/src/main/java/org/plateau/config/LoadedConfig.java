package org.plateau.config;

import java.util.List;

/**
 * A configuration with the origin of each value.
 *
 * @param config the typed values
 * @param settings every value that has been read, by key
 */
public record LoadedConfig(PlateauConfig config, List<Setting> settings) {
  public LoadedConfig {
    settings = List.copyOf(settings);
  }
}
