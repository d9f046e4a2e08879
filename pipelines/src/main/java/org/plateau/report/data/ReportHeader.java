package org.plateau.report.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What no table says.
 *
 * @param title the page's title
 * @param warehouse the warehouse directory as the user names it; stands in the printed commands
 * @param classes the classes of each task in the order of the logits; a task that is not listed
 *     takes its classes from the predictions, sorted
 * @param software versions and host, in the order to print
 * @param missing optional parts that are not there
 * @param against source of published scores to compare with, empty for none
 */
public record ReportHeader(
    String title,
    String warehouse,
    Map<String, List<String>> classes,
    Map<String, String> software,
    List<MissingPart> missing,
    String against) {
  public ReportHeader {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(warehouse, "warehouse");
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    software = Collections.unmodifiableMap(new LinkedHashMap<>(software));
    missing = List.copyOf(missing);
    Objects.requireNonNull(against, "against");
  }

  /** UAR of a guess, 1 / K; NaN where the classes are unknown. */
  public double chance(String task) {
    List<String> known = classes.get(task);
    return known == null || known.isEmpty() ? Double.NaN : 1.0 / known.size();
  }
}
