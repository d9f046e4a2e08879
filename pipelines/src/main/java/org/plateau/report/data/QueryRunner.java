package org.plateau.report.data;

import java.util.List;

/** Runs the query of a relation over the warehouse's tables. */
@FunctionalInterface
public interface QueryRunner {
  /**
   * Answers a query.
   *
   * @return the rows; none if a table of the relation does not exist yet
   */
  List<Columns> run(Relation relation);
}
