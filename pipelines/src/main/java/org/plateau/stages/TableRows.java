package org.plateau.stages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/** Rows of a table by column name, so that a column added to a schema breaks no position. */
public final class TableRows {
  private final TableSpec spec;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private TableRows(TableSpec spec) {
    this.spec = spec;
  }

  public static TableRows of(TableSpec spec) {
    return new TableRows(spec);
  }

  /** Sets a column. */
  public TableRows with(String column, Object value) {
    spec.schema().fieldIndex(column); // an unknown column is an error here
    values.put(column, value);
    return this;
  }

  /** The row; columns that were not set are null. */
  public Row row() {
    StructType schema = spec.schema();
    Object[] cells = new Object[schema.size()];
    values.forEach((column, value) -> cells[schema.fieldIndex(column)] = value);
    return RowFactory.create(cells);
  }

  public static Dataset<Row> frame(Warehouse warehouse, TableSpec spec, List<Row> rows) {
    return warehouse.spark().createDataFrame(rows, spec.schema());
  }
}
