package org.plateau.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which stored features runs take.
 *
 * @param extractors extractor by feature set, for sets that stand in the table from several
 */
public record FeaturesConfig(Map<String, String> extractors) {
  public FeaturesConfig {
    extractors = Collections.unmodifiableMap(new LinkedHashMap<>(extractors));
  }

  static FeaturesConfig read(Section section) {
    Section chosen = section.section("extractors");
    Map<String, String> extractors = new LinkedHashMap<>();
    for (String set : chosen.names()) {
      extractors.put(set, chosen.string(set));
    }
    return new FeaturesConfig(extractors);
  }
}
