package org.plateau.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Keeps which keys were asked for, and each value that was read with its origin. */
final class Ledger {
  private static final int LONGEST_SHOWN = 120;
  private static final Pattern NUMBER = Pattern.compile("[-+.0-9eE]+");

  private final Path defaults;
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> blocks = new TreeSet<>();
  private final Map<String, Setting> settings = new TreeMap<>();

  /**
   * @param defaults the file whose values count as defaults
   */
  Ledger(Path defaults) {
    this.defaults = defaults.toAbsolutePath().normalize();
  }

  void ask(String key) {
    asked.add(key);
  }

  void askBlock(String key) {
    blocks.add(key);
  }

  boolean knowsBlock(String key) {
    return blocks.contains(key);
  }

  boolean knows(String key) {
    return asked.contains(key);
  }

  Set<String> keys() {
    return Set.copyOf(asked);
  }

  void note(String key, Object parsed, ConfigValue source) {
    settings.put(key, new Setting(key, render(parsed, source), origin(source)));
  }

  List<Setting> settings() {
    return new ArrayList<>(settings.values());
  }

  /** {@code FILE line N: }, or the flag, as the start of a message. */
  String place(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    if (origin.description().startsWith("merge of")) {
      return "";
    }
    if (origin.filename() != null) {
      return origin.lineNumber() > 0
          ? "%s line %d: ".formatted(origin.filename(), origin.lineNumber())
          : origin.filename() + ": ";
    }
    return origin.description().startsWith("--") ? origin.description() + " " : "";
  }

  private String origin(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    if (origin.filename() == null) {
      return origin.description();
    }
    Path file = Path.of(origin.filename()).toAbsolutePath().normalize();
    return file.equals(defaults) ? "default" : origin.filename() + ":" + origin.lineNumber();
  }

  /** The value on one line, cut when long. */
  static String show(ConfigValue value) {
    String text =
        value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST
            ? value.render(ConfigRenderOptions.concise())
            : scalar(value);
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  /** A scalar as it was written: {@code 1e-4} stays so. */
  static String scalar(ConfigValue value) {
    return value.valueType() == ConfigValueType.NUMBER
        ? value.render(ConfigRenderOptions.concise())
        : String.valueOf(value.unwrapped());
  }

  private static String render(Object parsed, ConfigValue source) {
    if (parsed instanceof Duration) {
      return quoted(scalar(source));
    }
    if (parsed instanceof String text) {
      return quoted(text);
    }
    if (parsed instanceof List<?> list) {
      return ConfigValueFactory.fromIterable(list).render(ConfigRenderOptions.concise());
    }
    String text = scalar(source);
    return parsed instanceof Boolean || NUMBER.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    return ConfigValueFactory.fromAnyRef(text).render(ConfigRenderOptions.concise());
  }
}
