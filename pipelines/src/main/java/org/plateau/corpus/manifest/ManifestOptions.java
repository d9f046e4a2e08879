package org.plateau.corpus.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.TaskDefinition;

/** The settings of a manifest corpus: which tables, and how their columns are called. */
final class ManifestOptions {
  static final String TABLES = "tables";
  private static final String COLUMN = "-column";
  private static final String LABEL = "label" + COLUMN;
  private static final List<String> COLUMNS =
      List.of(
          "path",
          "utterance",
          "speaker",
          "gender",
          "split",
          "label",
          "agreement",
          "arousal",
          "valence",
          "dominance",
          "text",
          "language");

  private final CorpusSettings settings;

  ManifestOptions(CorpusSettings settings) {
    this.settings = settings;
  }

  /** Names of all options; each task may have a label column of its own. */
  static Set<String> names(CorpusSettings settings) {
    Set<String> names = new TreeSet<>();
    names.add(TABLES);
    COLUMNS.forEach(column -> names.add(column + COLUMN));
    settings.tasks().forEach(task -> names.add(LABEL + "-" + task.task()));
    return names;
  }

  /** File names of the tables, in the order in which their values count. */
  List<String> tables() {
    return Arrays.stream(settings.option(TABLES, "manifest.csv").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** The name of a column. */
  String column(String what) {
    return settings.option(what + COLUMN, what);
  }

  /** The name of the column with a task's labels. */
  String labelColumn(TaskDefinition task) {
    return settings.option(LABEL + "-" + task.task(), column("label"));
  }
}
