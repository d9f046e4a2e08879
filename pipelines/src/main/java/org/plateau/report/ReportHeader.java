package org.plateau.report;

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
 */
public record ReportHeader(
    String title,
    String warehouse,
    Map<String, List<String>> classes,
    Map<String, String> software,
    List<MissingPart> missing) {
  public ReportHeader {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(warehouse, "warehouse");
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    software = Collections.unmodifiableMap(new LinkedHashMap<>(software));
    missing = List.copyOf(missing);
  }
}
