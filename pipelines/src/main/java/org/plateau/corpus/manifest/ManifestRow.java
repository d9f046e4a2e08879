package org.plateau.corpus.manifest;

import static org.plateau.audio.QuarantineReason.UNSAFE_PATH;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.SafePaths;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.Values;

/**
 * What the tables say of one file: values by name, {@code label:<task>} for labels. Several tables
 * may each tell a part; what the first says counts.
 *
 * @param path relative to the corpus root
 * @param values checked values; absent ones are left out
 */
record ManifestRow(String path, Map<String, String> values) {
  private static final double LARGEST = 1e6;
  private static final Map<String, String> SPLITS =
      Map.ofEntries(
          Map.entry("train", "train"),
          Map.entry("training", "train"),
          Map.entry("dev", "dev"),
          Map.entry("devel", "dev"),
          Map.entry("development", "dev"),
          Map.entry("valid", "dev"),
          Map.entry("validation", "dev"),
          Map.entry("test", "test"),
          Map.entry("test1", "test1"),
          Map.entry("test2", "test2"),
          Map.entry("test3", "test3"),
          Map.entry("none", "none"));
  private static final Map<String, String> GENDERS =
      Map.of("male", "male", "m", "male", "female", "female", "f", "female");

  /** Reads and checks one row. */
  static ManifestRow of(
      UnaryOperator<String> fields, ManifestOptions options, CorpusSettings settings)
      throws LabelException {
    String path = fields.apply(options.column("path"));
    Optional<String> problem = SafePaths.problem(path);
    if (problem.isPresent()) {
      throw new LabelException(UNSAFE_PATH, path + ": " + problem.get());
    }
    Map<String, String> values = new HashMap<>();
    for (String name : new String[] {"utterance", "speaker", "text", "language"}) {
      put(values, name, fields.apply(options.column(name)));
    }
    choose(values, "split", fields.apply(options.column("split")), SPLITS);
    choose(values, "gender", fields.apply(options.column("gender")), GENDERS);
    number(values, "agreement", fields.apply(options.column("agreement")), 0, 1);
    for (String name : new String[] {"arousal", "valence", "dominance"}) {
      number(values, name, fields.apply(options.column(name)), -LARGEST, LARGEST);
    }
    put(values, "label", fields.apply(options.column("label")));
    for (TaskDefinition task : settings.tasks()) {
      put(values, "label:" + task.task(), fields.apply(options.labelColumn(task)));
    }
    return new ManifestRow(path, values);
  }

  private static void put(Map<String, String> values, String name, String text) {
    boolean isWord = name.equals("text") || name.startsWith("label");
    if (isWord ? !text.isBlank() : !Values.isAbsent(text)) {
      values.put(name, text.strip());
    }
  }

  private static void choose(
      Map<String, String> values, String name, String text, Map<String, String> known)
      throws LabelException {
    if (Values.isAbsent(text)) {
      if (name.equals("split") && !text.isBlank()) {
        values.put(name, "none");
      }
      return;
    }
    String value = known.get(text.strip().toLowerCase(Locale.ROOT));
    if (value == null) {
      throw LabelException.badLine(
          "%s: %s must be one of %s"
              .formatted(name, text, new java.util.TreeSet<>(known.keySet())));
    }
    values.put(name, value);
  }

  private static void number(
      Map<String, String> values, String name, String text, double low, double high)
      throws LabelException {
    Double value = Values.number(name, text, low, high);
    if (value != null) {
      values.put(name, value.toString());
    }
  }

  /** This row with what another table adds. */
  ManifestRow with(ManifestRow other) {
    Map<String, String> all = new HashMap<>(other.values());
    all.putAll(values);
    return new ManifestRow(path, all);
  }

  String get(String name) {
    return values.get(name);
  }

  Double number(String name) {
    String text = values.get(name);
    return text == null ? null : Double.valueOf(text);
  }
}
