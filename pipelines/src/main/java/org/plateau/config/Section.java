package org.plateau.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One block of a configuration. Every read notes the key and the value's origin, so that {@link
 * #refuseUnknown} can name what nobody reads. All failures are {@link UserException}s with file,
 * line, key, value, rule and the nearest valid key.
 */
public final class Section {
  private final ConfigObject object;
  private final String path;
  private final Ledger ledger;

  Section(ConfigObject object, String path, Ledger ledger) {
    this.object = object;
    this.path = path;
    this.ledger = ledger;
  }

  /** The sub-block of that name; empty if absent. */
  public Section section(String name) {
    ledger.askBlock(key(name));
    ConfigValue value = present(name).orElse(null);
    if (value == null) {
      return new Section(com.typesafe.config.ConfigFactory.empty().root(), key(name), ledger);
    }
    if (value.valueType() != ConfigValueType.OBJECT) {
      throw fault(name, value, "must be a block { ... }");
    }
    return new Section((ConfigObject) value, key(name), ledger);
  }

  /** Names of the entries of a block whose names are free, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    object.forEach(
        (name, value) -> {
          if (value.valueType() != ConfigValueType.NULL) {
            names.add(name);
          }
        });
    return names;
  }

  /** True if the key has a value. */
  public boolean has(String name) {
    return present(name).isPresent();
  }

  /** A text, not empty. */
  public String string(String name) {
    return optionalString(name).orElseThrow(() -> missing(name));
  }

  /** A text, or the given one where absent or empty. */
  public String string(String name, String otherwise) {
    return optionalString(name).orElse(otherwise);
  }

  /** A text; absent and empty are the same. */
  public Optional<String> optionalString(String name) {
    return read(name, "must be a text", text -> text).filter(text -> !text.isBlank());
  }

  /** One word of a closed list. */
  public String oneOf(String name, List<String> allowed) {
    String text = string(name);
    if (!allowed.contains(text)) {
      String nearest = Nearest.of(text, allowed).orElseThrow();
      throw fault(
          name,
          present(name).orElseThrow(),
          "must be one of %s; did you mean %s?".formatted(String.join(", ", allowed), nearest));
    }
    return text;
  }

  /** A folder or file: an address with a scheme as it is, else absolute. */
  public Optional<String> optionalLocation(String name) {
    return read(name, "must be a path", Section::absolute).filter(text -> !text.isBlank());
  }

  /** A folder or file that must be given. */
  public String location(String name) {
    return optionalLocation(name).orElseThrow(() -> missing(name));
  }

  /** Declares keys that may be left out, so that they count as valid. */
  public void optionalKeys(String... names) {
    for (String name : names) {
      ledger.ask(key(name));
    }
  }

  /** {@code true} or {@code false}, nothing else. */
  public boolean bool(String name) {
    String rule = "must be true or false";
    return required(
        name,
        rule,
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(rule);
          }
          return text.equals("true");
        });
  }

  /** A whole number in [min, max]. */
  public int integer(String name, int min, int max) {
    return Math.toIntExact(wholeNumber(name, min, max));
  }

  /** A whole number in [min, max]. */
  public long wholeNumber(String name, long min, long max) {
    String rule = "must be a whole number from %d to %d".formatted(min, max);
    return required(name, rule, text -> whole(text, min, max, rule));
  }

  /** A number with lowest < value <= highest. */
  public double number(String name, double lowest, double highest) {
    String rule =
        "must be a number above %s and at most %s".formatted(plain(lowest), plain(highest));
    return required(
        name,
        rule,
        text -> {
          double value = new BigDecimal(text).doubleValue();
          if (!(value > lowest && value <= highest)) {
            throw new IllegalArgumentException(rule);
          }
          return value;
        });
  }

  /** A duration above zero. */
  public Duration duration(String name) {
    return required(
        name,
        Units.DURATION_RULE,
        text -> {
          Duration value = Units.duration(text);
          if (value.isZero()) {
            throw new IllegalArgumentException("must be above zero");
          }
          return value;
        });
  }

  /** A size in bytes, above zero. */
  public long bytes(String name) {
    return required(
        name,
        Units.SIZE_RULE,
        text -> {
          long value = Units.bytes(text);
          if (value == 0) {
            throw new IllegalArgumentException("must be above zero");
          }
          return value;
        });
  }

  /** Texts without repetition: a list, or on the command line also {@code A,B}. */
  public List<String> strings(String name) {
    return list(name, "must be a list of texts", text -> text);
  }

  /** Whole numbers without repetition. */
  public List<Long> wholeNumbers(String name, long min, long max) {
    String rule = "must be a list of whole numbers from %d to %d".formatted(min, max);
    return list(name, rule, text -> whole(text, min, max, rule));
  }

  /** True if the value is one word, not a list. */
  public boolean isWord(String name) {
    return present(name).map(v -> v.valueType() == ConfigValueType.STRING).orElse(false);
  }

  /**
   * Makes a record of this block; its complaint becomes one line that names the block.
   *
   * @throws UserException with the place of the value that breaks a rule of the record
   */
  public <T> T build(Supplier<T> record) {
    try {
      return record.get();
    } catch (Checks.BrokenRule e) {
      ConfigValue value = find(e.name());
      throw value == null
          ? new UserException(path + "." + e.getMessage(), e)
          : fault(path + "." + e.name(), value, e.rule(), e);
    }
  }

  private ConfigValue find(String name) {
    ConfigValue value = object;
    for (String word : name.split("\\.", -1)) {
      value = value instanceof ConfigObject block ? block.get(word) : null;
    }
    return value;
  }

  /** A complaint about the value of a key. */
  public UserException fault(String name, String rule) {
    return present(name)
        .map(value -> fault(name, value, rule))
        .orElseGet(() -> new UserException(key(name) + " " + rule));
  }

  /**
   * Refuses every value that no read asked for.
   *
   * @throws UserException for the first unknown key with the nearest valid one
   */
  public void refuseUnknown() {
    object.forEach((name, value) -> refuseUnknown(key(name), value));
  }

  private void refuseUnknown(String key, ConfigValue value) {
    if (ledger.knows(key) || value.valueType() == ConfigValueType.NULL) {
      return;
    }
    if (value instanceof ConfigObject block && (!block.isEmpty() || ledger.knowsBlock(key))) {
      block.forEach((name, inner) -> refuseUnknown(join(key, name), inner));
      return;
    }
    throw unknown(key, value);
  }

  private UserException unknown(String key, ConfigValue value) {
    String hint =
        Nearest.ofKey(key, ledger.keys()).map(near -> "; did you mean " + near + "?").orElse("");
    return new UserException(
        "%s%s = %s: unknown key%s".formatted(ledger.place(value), key, Ledger.show(value), hint));
  }

  private UserException missing(String name) {
    for (String present : names()) {
      boolean typo = Nearest.distance(name, present) <= Math.max(1, name.length() / 3);
      if (typo && !ledger.knows(key(present))) {
        return unknown(key(present), object.get(present));
      }
    }
    return new UserException(
        "%s%s: missing; give it a value in the configuration file or by --set %s=VALUE"
            .formatted(ledger.place(object), key(name), key(name)));
  }

  private <T> T required(String name, String rule, Function<String, T> parse) {
    return read(name, rule, parse).orElseThrow(() -> missing(name));
  }

  private <T> Optional<T> read(String name, String rule, Function<String, T> parse) {
    ledger.ask(key(name));
    Optional<ConfigValue> found = present(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    T parsed = parse(name, found.get(), rule, parse);
    ledger.note(key(name), parsed, found.get());
    return Optional.of(parsed);
  }

  private <T> List<T> list(String name, String rule, Function<String, T> parse) {
    ledger.ask(key(name));
    ConfigValue value = present(name).orElseThrow(() -> missing(name));
    List<T> items = new ArrayList<>();
    if (value instanceof ConfigList list) {
      for (ConfigValue item : list) {
        items.add(parse(name, item, rule, parse));
      }
    } else if (value.valueType() == ConfigValueType.OBJECT) {
      throw fault(name, value, rule);
    } else {
      Arrays.stream(String.valueOf(value.unwrapped()).split(","))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .forEach(item -> items.add(parseText(name, value, rule, parse, item)));
    }
    Set<T> seen = new java.util.HashSet<>();
    for (T item : items) {
      if (!seen.add(item)) {
        throw fault(name, value, "names %s twice".formatted(item));
      }
    }
    ledger.note(key(name), List.copyOf(items), value);
    return List.copyOf(items);
  }

  private <T> T parse(String name, ConfigValue value, String rule, Function<String, T> parse) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> parseText(name, value, rule, parse, Ledger.scalar(value));
      default -> throw fault(name, value, rule);
    };
  }

  private <T> T parseText(
      String name, ConfigValue value, String rule, Function<String, T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw fault(name, value, rule);
    } catch (IllegalArgumentException e) {
      throw fault(name, value, e.getMessage());
    }
  }

  private UserException fault(String name, ConfigValue value, String rule) {
    return fault(key(name), value, rule, null);
  }

  private UserException fault(String key, ConfigValue value, String rule, Throwable cause) {
    return new UserException(
        "%s%s = %s: %s".formatted(ledger.place(value), key, Ledger.show(value), rule), cause);
  }

  private Optional<ConfigValue> present(String name) {
    return Optional.ofNullable(object.get(name))
        .filter(value -> value.valueType() != ConfigValueType.NULL);
  }

  private String key(String name) {
    return join(path, name);
  }

  private static String join(String path, String name) {
    String quoted = ConfigUtil.joinPath(name);
    return path.isEmpty() ? quoted : path + "." + quoted;
  }

  private static long whole(String text, long min, long max, String rule) {
    long value;
    try {
      value = new BigDecimal(text).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(rule, e);
    }
    if (value < min || value > max) {
      throw new IllegalArgumentException(rule);
    }
    return value;
  }

  private static String absolute(String text) {
    if (text.isBlank() || text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return text;
    }
    return Path.of(text).toAbsolutePath().normalize().toString();
  }

  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
