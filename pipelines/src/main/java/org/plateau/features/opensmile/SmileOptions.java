package org.plateau.features.opensmile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one configuration is started with. The library ignores unknown options and may abort the
 * process on a wrong value, so nothing here comes from a user but the build's folder.
 *
 * @param configuration the build's configuration folder
 * @param file the configuration below it
 * @param levels one level or two, each read by a sink of its own
 */
record SmileOptions(Path configuration, String file, List<String> levels) {
  private static final int SAMPLE_RATE_HZ = 16_000;

  SmileOptions {
    levels = List.copyOf(levels);
    if (levels.isEmpty() || levels.size() > 2) {
      throw new IllegalArgumentException("levels must be one or two, found " + levels);
    }
  }

  String configFile() {
    return configuration.resolve(file).toString();
  }

  /** Names of the sinks, one a level. */
  List<String> sinks() {
    return levels.size() == 1 ? List.of("extsink") : List.of("extsinklld", "extsinkfunc");
  }

  /** Keys and values in turn. */
  List<String> keysAndValues() {
    List<String> pairs = new ArrayList<>();
    add(pairs, "source", include("standard_external_wave_input.conf.inc"));
    if (levels.size() == 1) {
      add(pairs, "sink", include("standard_external_data_output_single.conf.inc"));
      add(pairs, "sinkLevel", levels.get(0));
    } else {
      add(pairs, "sink", include("standard_external_data_output_multi.conf.inc"));
      add(pairs, "sinkLevelLLD", levels.get(0));
      add(pairs, "sinkLevelFunc", levels.get(1));
    }
    add(pairs, "bufferModeRbConf", include("BufferModeRb.conf.inc"));
    add(pairs, "frameModeFunctionalsConf", include("FrameModeFunctionals.conf.inc"));
    add(pairs, "sampleRate", Integer.toString(SAMPLE_RATE_HZ));
    add(pairs, "nBits", Integer.toString(Short.SIZE));
    return pairs;
  }

  private String include(String name) {
    return configuration.resolve("shared").resolve(name).toString();
  }

  private static void add(List<String> pairs, String key, String value) {
    pairs.add(key);
    pairs.add(value);
  }
}
