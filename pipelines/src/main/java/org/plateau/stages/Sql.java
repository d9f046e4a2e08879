package org.plateau.stages;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.stages.sql.SqlFormat;
import org.plateau.stages.sql.SqlSession;
import org.plateau.tables.Warehouse;

/**
 * Spark SQL over the tables of a warehouse and the views, read only. A query sees tables by their
 * plain names; only those that it reaches are opened.
 */
public final class Sql {
  private final SqlSession session;

  /**
   * @param warehouse where the tables stand
   * @param views text of each view by name, see {@link org.plateau.stages.sql.SqlViews}
   */
  public Sql(Warehouse warehouse, Map<String, String> views) {
    this.session = new SqlSession(warehouse, views);
  }

  /**
   * Runs one SELECT, WITH, SHOW, DESCRIBE or EXPLAIN. Print the rows by {@link SqlFormat}.
   *
   * @throws UserException in one line, if the query is refused or names what is not there
   */
  public Dataset<Row> query(String query) {
    return session.query(query);
  }

  /**
   * Runs a query and prints its rows.
   *
   * @throws UserException also for what fails while rows are computed, like a division by zero
   */
  public void print(String query, SqlFormat format, Appendable out) throws IOException {
    Dataset<Row> rows = query(query);
    try {
      format.write(rows, out);
    } catch (RuntimeException e) {
      if (e instanceof SparkThrowable known && known.getCondition() != null) {
        throw new UserException("sql: " + SqlSession.summary(e));
      }
      throw e;
    }
  }
}
