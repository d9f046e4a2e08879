package org.plateau.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the configuration. Later wins: {@code plateau.conf}, then {@code corpora/*.conf} in the
 * order of their names, then the user's file, then the command line.
 */
public final class ConfigLoader {
  private static final String DEFAULTS = "plateau.conf";

  /** Blocks of a user's file that catalogues read. */
  private static final List<String> CATALOGUES = List.of("models", "conditions");

  private ConfigLoader() {}

  /**
   * Reads and checks everything.
   *
   * @param confDir the folder that holds {@code plateau.conf} and {@code corpora}
   * @param file the user's file
   * @param assignments values of the command line, the last one wins
   * @throws UserException for the first mistake, on one line
   */
  public static LoadedConfig load(Path confDir, Optional<Path> file, List<Assignment> assignments) {
    Path defaults = confDir.resolve(DEFAULTS);
    Config merged = ConfigFactory.empty();
    for (Assignment assignment : assignments) {
      merged = value(assignment).atPath(checkedPath(assignment)).withFallback(merged);
    }
    if (file.isPresent()) {
      merged = merged.withFallback(parse(file.get(), "--config"));
    }
    List<Path> corpora = confFiles(confDir.resolve("corpora"));
    for (int i = corpora.size() - 1; i >= 0; i--) {
      merged = merged.withFallback(parse(corpora.get(i), "configuration"));
    }
    merged = merged.withFallback(parse(defaults, "configuration"));
    Ledger ledger = new Ledger(defaults);
    Config own = resolve(merged);
    for (String block : CATALOGUES) {
      own = own.withoutPath(block);
    }
    Section root = new Section(own.root(), "", ledger);
    PlateauConfig config = PlateauConfig.read(root);
    root.refuseUnknown();
    return new LoadedConfig(config, ledger.settings(), file);
  }

  /**
   * One block of the user's file that is no setting but an entry of a catalogue; empty where
   * absent. The caller reads it and then calls {@link Section#refuseUnknown}.
   */
  public static Section block(Path file, String name) {
    return section(file).section(name);
  }

  /**
   * One file as a block; the caller reads it and then calls {@link Section#refuseUnknown}.
   *
   * @throws UserException if it is missing or is no HOCON
   */
  public static Section section(Path file) {
    return new Section(resolve(parse(file, "configuration")).root(), "", new Ledger(file));
  }

  /** The files {@code *.conf} of a folder, sorted by name; none if there is no such folder. */
  public static List<Path> confFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    } catch (IOException e) {
      throw new UserException(
          "%s: cannot list the folder: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Config parse(Path file, String flag) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UserException(
          "%s %s: no readable file there; check the path".formatted(flag, file));
    }
    try {
      return ConfigFactory.parseFile(file.toFile());
    } catch (ConfigException e) {
      throw syntax(e);
    }
  }

  private static Config resolve(Config merged) {
    try {
      return merged.resolve();
    } catch (ConfigException e) {
      throw syntax(e);
    }
  }

  private static UserException syntax(ConfigException e) {
    String where =
        e.origin() == null
            ? ""
            : "%s line %d: ".formatted(e.origin().filename(), e.origin().lineNumber());
    String message = e.getMessage();
    String prefix = e.origin() == null ? "" : e.origin().description() + ": ";
    String what = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return new UserException(where + "not valid HOCON: " + what, e);
  }

  private static String checkedPath(Assignment assignment) {
    try {
      return ConfigUtil.joinPath(ConfigUtil.splitPath(assignment.key()));
    } catch (ConfigException e) {
      throw new UserException(
          "%s %s: the key must be dotted words, for example train.threads"
              .formatted(assignment.origin(), assignment.key()),
          e);
    }
  }

  private static ConfigValue value(Assignment assignment) {
    String text = assignment.value();
    if (text.isEmpty() || "[{\"".indexOf(text.charAt(0)) < 0) {
      return ConfigValueFactory.fromAnyRef(text, assignment.origin());
    }
    try {
      return ConfigFactory.parseString("value = " + text)
          .root()
          .get("value")
          .withOrigin(ConfigOriginFactory.newSimple(assignment.origin()));
    } catch (ConfigException e) {
      throw new UserException(
          "%s %s = %s: not valid HOCON".formatted(assignment.origin(), assignment.key(), text), e);
    }
  }
}
