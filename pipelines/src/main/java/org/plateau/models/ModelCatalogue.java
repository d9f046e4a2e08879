package org.plateau.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.config.ConfigLoader;
import org.plateau.config.Nearest;
import org.plateau.config.Section;
import org.plateau.config.UserException;

/**
 * The models there are, one entry {@code models.<name> { ... }} each in {@code conf/models/*.conf}.
 */
public final class ModelCatalogue {
  private static final List<String> MODALITIES = List.of("audio", "text");
  private static final int FIRST_YEAR = 1950;
  private static final int LAST_YEAR = 2100;

  private final Map<String, ModelSpec> models;

  private ModelCatalogue(Map<String, ModelSpec> models) {
    this.models = models;
  }

  /**
   * Reads all files of the folder.
   *
   * @throws UserException for a mistake in an entry, or a name that stands twice
   */
  public static ModelCatalogue load(Path folder) {
    Map<String, ModelSpec> models = new TreeMap<>();
    for (Path file : ConfigLoader.confFiles(folder)) {
      Section root = ConfigLoader.section(file);
      Section entries = root.section("models");
      for (String name : entries.names()) {
        ModelSpec spec = read(name, entries.section(name));
        if (models.put(name, spec) != null) {
          throw new UserException(
              "%s: model %s stands in another file too; rename one".formatted(file, name));
        }
      }
      root.refuseUnknown();
    }
    return new ModelCatalogue(models);
  }

  /** All entries, sorted by name. */
  public List<ModelSpec> all() {
    return new ArrayList<>(models.values());
  }

  /** True if the catalogue has that model. */
  public boolean contains(String name) {
    return models.containsKey(name);
  }

  /**
   * One entry.
   *
   * @throws UserException for an unknown name, with the nearest one
   */
  public ModelSpec spec(String name) {
    ModelSpec spec = models.get(name);
    if (spec == null) {
      String hint =
          Nearest.of(name, models.keySet()).map(near -> "; did you mean " + near + "?").orElse("");
      throw new UserException(
          "model %s: not in the catalogue%s (./submit.sh models lists it)".formatted(name, hint));
    }
    return spec;
  }

  /** The entries of the given names, in that order. */
  public List<ModelSpec> specs(Collection<String> names) {
    return names.stream().map(this::spec).toList();
  }

  private static ModelSpec read(String name, Section entry) {
    Map<String, String> options = new LinkedHashMap<>();
    Section optionSection = entry.section("options");
    for (String option : optionSection.names()) {
      options.put(option, optionSection.string(option));
    }
    return new ModelSpec(
        name,
        entry.string("group"),
        entry.integer("year", FIRST_YEAR, LAST_YEAR),
        entry.oneOf("modality", MODALITIES),
        entry.string("feature-set"),
        entry.string("architecture"),
        options,
        entry.integer("definition-version", 1, Integer.MAX_VALUE),
        entry.string("checkpoint", null),
        entry.string("licence"),
        entry.string("pretrained-on", null));
  }
}
