package org.plateau.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final String BLOCK = "models";
  private static final int FIRST_YEAR = 1950;
  private static final int LAST_YEAR = 2100;

  private final Map<String, ModelSpec> models;
  private final Map<String, String> aliases;

  private ModelCatalogue(Map<String, ModelSpec> models, Map<String, String> aliases) {
    this.models = models;
    this.aliases = aliases;
  }

  /** The same without a user's own models. */
  public static ModelCatalogue load(Path folder) {
    return load(folder, Optional.empty());
  }

  /**
   * Reads all files of the folder, and the block {@code models} of a user's file.
   *
   * @throws UserException for a mistake in an entry, or a name that stands twice
   */
  public static ModelCatalogue load(Path folder, Optional<Path> userFile) {
    Map<String, ModelSpec> models = new TreeMap<>();
    for (Path file : ConfigLoader.confFiles(folder)) {
      Section root = ConfigLoader.section(file);
      read(file, root.section(BLOCK), models);
      root.refuseUnknown();
    }
    userFile.ifPresent(file -> read(file, ConfigLoader.block(file, BLOCK), models));
    return new ModelCatalogue(models, aliases(models));
  }

  private static void read(Path file, Section entries, Map<String, ModelSpec> models) {
    for (String name : entries.names()) {
      if (models.put(name, read(name, entries.section(name))) != null) {
        throw new UserException(
            "%s: model %s stands in another file too; rename one".formatted(file, name));
      }
    }
    entries.refuseUnknown();
  }

  private static Map<String, String> aliases(Map<String, ModelSpec> models) {
    Map<String, String> aliases = new TreeMap<>();
    for (ModelSpec spec : models.values()) {
      for (String alias : spec.facts().aliases()) {
        String other = models.containsKey(alias) ? alias : aliases.put(alias, spec.name());
        if (other != null) {
          throw new UserException(
              "models.%s.aliases = %s: is a name of model %s; leave it out"
                  .formatted(spec.name(), alias, other));
        }
      }
      String main = spec.facts().stateOf();
      if (main != null && !models.containsKey(main)) {
        throw new UserException(
            "models.%s.state-of = %s: must name a model of the catalogue"
                .formatted(spec.name(), main));
      }
    }
    return aliases;
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

  /**
   * The name under which results of a model stand: another spelling becomes the catalogue's, a
   * state of another language becomes its model's; a name that is not known stays as it is.
   */
  public String resultName(String name) {
    String known = aliases.getOrDefault(name, name);
    ModelSpec spec = models.get(known);
    return spec == null || spec.facts().stateOf() == null ? known : spec.facts().stateOf();
  }

  /**
   * The entry whose weights a corpus of that language needs.
   *
   * @param name a model's name
   * @param language {@code en}, {@code de}, ...
   * @return the state of that language, or the entry itself where there is none
   */
  public ModelSpec inLanguage(String name, String language) {
    ModelSpec spec = spec(name);
    return models.values().stream()
        .filter(state -> name.equals(state.facts().stateOf()))
        .filter(state -> language.equals(state.facts().language()))
        .findFirst()
        .orElse(spec);
  }

  private static ModelSpec read(String name, Section entry) {
    entry.optionalKeys("frozen");
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
        entry.has("frozen") ? entry.strings("frozen") : List.of(),
        entry.integer("definition-version", 1, Integer.MAX_VALUE),
        entry.string("checkpoint", null),
        entry.string("licence"),
        entry.string("pretrained-on", null),
        facts(entry));
  }

  private static ModelFacts facts(Section entry) {
    entry.optionalKeys("in-paper", "aliases");
    return new ModelFacts(
        entry.has("in-paper") && entry.bool("in-paper"),
        entry.string("language", null),
        entry.string("state-of", null),
        entry.has("aliases") ? entry.strings("aliases") : List.of(),
        entry.string("contamination", null),
        sizes(entry));
  }

  private static ModelSizes sizes(Section entry) {
    Section sizes = entry.section("sizes");
    if (sizes.names().isEmpty()) {
      return null;
    }
    sizes.optionalKeys("macs", "macs-torchinfo");
    long parameters = sizes.wholeNumber("parameters", 1, Long.MAX_VALUE);
    return new ModelSizes(
        parameters,
        sizes.wholeNumber("trainable", 0, parameters),
        count(sizes, "macs"),
        count(sizes, "macs-torchinfo"));
  }

  private static Long count(Section sizes, String name) {
    return sizes.has(name) ? (Long) sizes.wholeNumber(name, 1, Long.MAX_VALUE) : null;
  }
}
