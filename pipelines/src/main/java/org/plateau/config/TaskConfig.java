package org.plateau.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classification task: its classes and how corpora's own labels map to them.
 *
 * @param name the name that tables carry, for example {@code emodb-4}
 * @param corpus the corpus that the task learns from
 * @param classes class names in the order of the logits
 * @param labels class by the corpus's own label; other labels do not take part
 * @param outOfDomain the same for other corpora, by corpus
 */
public record TaskConfig(
    String name,
    String corpus,
    List<String> classes,
    Map<String, String> labels,
    Map<String, Map<String, String>> outOfDomain) {
  public TaskConfig {
    Checks.notBlank(name, "task name");
    Checks.notBlank(corpus, "corpus");
    Checks.distinctNotEmpty(classes, "classes");
    Checks.that(classes.size() >= 2, "classes", classes, "a task needs at least two classes");
    classes = List.copyOf(classes);
    labels = checkedLabels(classes, "labels.", labels);
    for (String each : classes) {
      Checks.that(labels.containsValue(each), "labels", labels, "no label maps to class " + each);
    }
    Map<String, Map<String, String>> others = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, String>> other : outOfDomain.entrySet()) {
      Checks.that(
          !other.getKey().equals(corpus),
          "out-of-domain." + other.getKey(),
          other.getValue(),
          "is the task's own corpus; its labels belong under labels");
      String block = "out-of-domain." + other.getKey();
      others.put(other.getKey(), checkedLabels(classes, block + ".", other.getValue()));
    }
    outOfDomain = Collections.unmodifiableMap(others);
  }

  /** Class by own label for a corpus; empty if the corpus has no labels for this task. */
  public Map<String, String> labelsOf(String otherCorpus) {
    return otherCorpus.equals(corpus) ? labels : outOfDomain.getOrDefault(otherCorpus, Map.of());
  }

  private static Map<String, String> checkedLabels(
      List<String> classes, String block, Map<String, String> labels) {
    labels.forEach(
        (label, target) ->
            Checks.that(
                classes.contains(target),
                block + label,
                target,
                "is none of the classes " + classes));
    return Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  static TaskConfig read(String name, Section section) {
    String corpus = section.string("corpus");
    List<String> classes = section.strings("classes");
    Map<String, String> labels = readLabels(section.section("labels"));
    Map<String, Map<String, String>> others = new LinkedHashMap<>();
    Section outOfDomain = section.section("out-of-domain");
    for (String other : outOfDomain.names()) {
      others.put(other, readLabels(outOfDomain.section(other)));
    }
    return section.build(() -> new TaskConfig(name, corpus, classes, labels, others));
  }

  private static Map<String, String> readLabels(Section section) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label : section.names()) {
      labels.put(label, section.string(label));
    }
    return labels;
  }
}
