package org.plateau.corpus;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.plateau.config.UserException;

/**
 * What the configuration says about one corpus.
 *
 * @param corpus the name that tables carry, or null: the reader's own
 * @param release release of the files where their folder does not name it
 * @param tasks tasks that this corpus has labels for
 * @param splitRule splits by speaker; corpora with official splits ignore it
 * @param options what only the reader knows, by name
 */
public record CorpusSettings(
    String corpus,
    String release,
    List<TaskDefinition> tasks,
    SplitRule splitRule,
    Map<String, String> options) {
  public CorpusSettings {
    Objects.requireNonNull(release, "release");
    tasks = List.copyOf(tasks);
    Objects.requireNonNull(splitRule, "splitRule");
    options = Map.copyOf(options);
  }

  /** A corpus under its reader's name, as release 1, without options. */
  public CorpusSettings(List<TaskDefinition> tasks, SplitRule splitRule) {
    this(null, "1", tasks, splitRule, Map.of());
  }

  /** The configured name, or the given one. */
  public String nameOr(String otherwise) {
    return corpus == null ? otherwise : corpus;
  }

  /** An option, or the given value. */
  public String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  /**
   * An option that is {@code yes} or {@code no}.
   *
   * @throws UserException if it is neither
   */
  public boolean yesNo(String layout, String name, boolean otherwise) {
    String value = option(name, otherwise ? "yes" : "no");
    if (!value.equals("yes") && !value.equals("no")) {
      throw new UserException(
          "corpora.%s.options.%s: %s must be yes or no; mend it"
              .formatted(nameOr(layout), name, value));
    }
    return value.equals("yes");
  }

  /**
   * Checks what only the reader can.
   *
   * @param layout the reader's name
   * @param knownOptions names of its options
   * @param codes the corpus's own class codes, which label maps may name
   * @throws UserException if an option or a code is not among them
   */
  public void check(String layout, Set<String> knownOptions, Set<String> codes) {
    for (String option : new TreeSet<>(options.keySet())) {
      if (!knownOptions.contains(option)) {
        throw new UserException(
            "corpora.%s.options.%s: must be one of %s; mend or remove it"
                .formatted(nameOr(layout), option, new TreeSet<>(knownOptions)));
      }
    }
    for (TaskDefinition task : tasks) {
      for (String code : new TreeSet<>(task.labelMap().keySet())) {
        if (!codes.contains(code)) {
          throw new UserException(
              "task %s: label map key %s must be one of the classes %s of %s; mend the configuration"
                  .formatted(task.task(), code, new TreeSet<>(codes), layout));
        }
      }
    }
  }
}
