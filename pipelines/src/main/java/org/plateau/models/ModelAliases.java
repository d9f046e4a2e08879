package org.plateau.models;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plateau.config.ConfigLoader;
import org.plateau.config.Section;
import org.plateau.config.UserException;

/**
 * Other names of models, {@code aliases { OTHER = NAME }} in {@code conf/model-aliases.conf}: what
 * papers misprint, and names that say more than runs do.
 *
 * @param names the name that tables carry, by the other name
 */
public record ModelAliases(Map<String, String> names) implements Serializable {
  public ModelAliases {
    names = Map.copyOf(names);
    for (Map.Entry<String, String> alias : names.entrySet()) {
      if (names.containsKey(alias.getValue())) {
        throw new UserException(
            "aliases.%s = %s: must not name another alias; give the model's own name"
                .formatted(alias.getKey(), alias.getValue()));
      }
    }
  }

  /**
   * Reads the file; no aliases where it is absent.
   *
   * @throws UserException for a mistake in it
   */
  public static ModelAliases load(Path file) {
    Map<String, String> names = new LinkedHashMap<>();
    if (Files.exists(file)) {
      Section root = ConfigLoader.section(file);
      Section aliases = root.section("aliases");
      for (String name : aliases.names()) {
        names.put(name, aliases.string(name));
      }
      root.refuseUnknown();
    }
    return new ModelAliases(names);
  }

  /** The name that tables carry. */
  public String resolve(String name) {
    return names.getOrDefault(name, name);
  }
}
