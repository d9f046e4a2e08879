package org.plateau.report;

import java.util.List;

/** Runs one query of {@link ReportQueries} over the warehouse's tables. */
@FunctionalInterface
public interface QueryRunner {
  /**
   * Answers a query.
   *
   * @param sql Spark SQL over the tables of the warehouse
   * @return the rows in the query's order; none if a table of the query does not exist yet
   */
  List<Columns> run(String sql);
}
