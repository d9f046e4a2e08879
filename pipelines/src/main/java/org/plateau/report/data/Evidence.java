package org.plateau.report.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of the relations, each read when first needed and once. */
public final class Evidence {
  private final QueryRunner runner;
  private final Map<String, List<Columns>> rows = new HashMap<>();

  public Evidence(QueryRunner runner) {
    this.runner = runner;
  }

  /** All rows of a relation; none while one of its tables is absent. */
  public List<Columns> rows(Relation relation) {
    return rows.computeIfAbsent(relation.sql(), sql -> List.copyOf(runner.run(relation)));
  }
}
