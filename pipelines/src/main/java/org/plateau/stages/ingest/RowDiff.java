package org.plateau.stages.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * What must be done to make standing rows equal to wanted ones.
 *
 * @param upserts rows that are new or differ
 * @param gone standing rows whose key is no longer wanted
 */
record RowDiff(List<Row> upserts, List<Row> gone) {
  static final RowDiff NONE = new RowDiff(List.of(), List.of());

  static RowDiff of(Collection<Row> standing, List<Row> wanted, Function<Row, Object> key) {
    Map<Object, Row> left = new HashMap<>();
    standing.forEach(row -> left.put(key.apply(row), row));
    List<Row> upserts = new ArrayList<>();
    for (Row row : wanted) {
      Row before = left.remove(key.apply(row));
      if (before == null || !sameValues(before, row)) {
        upserts.add(row);
      }
    }
    return new RowDiff(upserts, List.copyOf(left.values()));
  }

  boolean none() {
    return upserts.isEmpty() && gone.isEmpty();
  }

  private static boolean sameValues(Row a, Row b) {
    for (int i = 0; i < a.size(); i++) {
      if (!java.util.Objects.equals(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
