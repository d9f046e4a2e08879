package org.plateau.audio.condition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plateau.audio.command.AudioCommand;
import org.plateau.config.ConfigLoader;
import org.plateau.config.Nearest;
import org.plateau.config.Section;
import org.plateau.config.UserException;

/** The conditions there are: entries of the configuration, made by registered providers. */
public final class Conditions {
  private static final String BLOCK = "conditions";

  private Conditions() {}

  /**
   * Reads the entries {@code conditions.<name> { kind, options }} of a folder and a user's file.
   *
   * @throws UserException for a mistake in an entry, or a name that stands twice
   */
  public static SortedMap<String, ConditionSpec> load(Path folder, Optional<Path> userFile) {
    SortedMap<String, ConditionSpec> specs = new TreeMap<>();
    for (Path file : ConfigLoader.confFiles(folder)) {
      Section root = ConfigLoader.section(file);
      read(file, root.section(BLOCK), specs);
      root.refuseUnknown();
    }
    userFile.ifPresent(file -> read(file, ConfigLoader.block(file, BLOCK), specs));
    return specs;
  }

  private static void read(Path file, Section entries, Map<String, ConditionSpec> specs) {
    for (String name : entries.names()) {
      Section entry = entries.section(name);
      Section options = entry.section("options");
      Map<String, String> values = new LinkedHashMap<>();
      options.names().forEach(option -> values.put(option, options.string(option)));
      if (specs.put(name, new ConditionSpec(name, entry.string("kind"), values)) != null) {
        throw new UserException(
            "%s: condition %s stands in another file too; rename one".formatted(file, name));
      }
    }
    entries.refuseUnknown();
  }

  /**
   * The entry of that name.
   *
   * @throws UserException if there is none
   */
  public static ConditionSpec spec(Map<String, ConditionSpec> specs, String name) {
    ConditionSpec spec = specs.get(name);
    if (spec == null) {
      String hint =
          Nearest.of(name, specs.keySet()).map(near -> "; did you mean " + near + "?").orElse("");
      throw new UserException(
          "condition %s: not in the configuration%s (entries conditions.NAME { kind = ... })"
              .formatted(name, hint));
    }
    return spec;
  }

  /**
   * Makes a condition.
   *
   * @throws UserException if no provider has its kind
   */
  public static Condition create(ConditionSpec spec) throws IOException {
    if (AudioCommand.isCommand(spec.kind())) {
      return new CommandCondition(AudioCommand.start(spec.kind()), spec.options());
    }
    SortedMap<String, ConditionProvider> providers = providers();
    ConditionProvider provider = providers.get(spec.kind());
    if (provider == null) {
      throw new UserException(
          "conditions.%s.kind = %s: no provider on the class path; known are %s and cmd:..."
              .formatted(spec.name(), spec.kind(), String.join(", ", providers.keySet())));
    }
    return provider.create(spec.options());
  }

  private static SortedMap<String, ConditionProvider> providers() {
    SortedMap<String, ConditionProvider> providers = new TreeMap<>();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? Conditions.class.getClassLoader() : context;
    for (ConditionProvider provider : ServiceLoader.load(ConditionProvider.class, loader)) {
      ConditionProvider other = providers.putIfAbsent(provider.kind(), provider);
      if (other != null) {
        throw new UserException(
            "condition kind %s is offered by %s and %s; remove one jar"
                .formatted(
                    provider.kind(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    return providers;
  }
}
