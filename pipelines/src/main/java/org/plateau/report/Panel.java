package org.plateau.report;

import java.util.Comparator;
import java.util.Objects;

/**
 * What may stand in one figure: sources, experiments and releases never mix in one statistic.
 *
 * @param source whose numbers, {@code plateau} for own runs
 * @param experiment the experiment's name
 * @param task the task, for example {@code emodb-4}
 * @param release the release trained on
 * @param testSet {@code <corpus>/<release>/<split>} or a whole corpus
 * @param condition {@code clean} or a degradation
 */
public record Panel(
    String source, String experiment, String task, String release, String testSet, String condition)
    implements Comparable<Panel> {
  private static final Comparator<Panel> ORDER =
      Comparator.comparing(Panel::source)
          .thenComparing(Panel::experiment)
          .thenComparing(Panel::task)
          .thenComparing(Panel::release)
          .thenComparing(Panel::testSet)
          .thenComparing(panel -> !panel.condition().equals("clean"))
          .thenComparing(Panel::condition);

  public Panel {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(testSet, "testSet");
    Objects.requireNonNull(condition, "condition");
  }

  static Panel of(Columns row) {
    return new Panel(
        row.text("source"),
        row.text("experiment"),
        row.text("task"),
        row.text("release"),
        row.text("test_set"),
        row.text("condition"));
  }

  @Override
  public int compareTo(Panel other) {
    return ORDER.compare(this, other);
  }

  /** The panel in words, for headings and captions. */
  String label() {
    String base = task + " on " + testSet + ", " + condition + ", experiment " + experiment;
    return source.equals("plateau") ? base : base + ", source " + source;
  }
}
