package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.plateau.report.data.Columns;
import org.plateau.report.data.QueryRunner;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;

/** Sample rows as views of a session, with the tables' own columns and types. */
public final class SampleViews {
  private SampleViews() {}

  /** Makes the views and returns who answers over them. */
  public static QueryRunner register(
      SparkSession spark, Map<String, List<Map<String, Object>>> rows) {
    Set<String> standing = new TreeSet<>();
    for (TableSpec table : Tables.all()) {
      if (rows.containsKey(table.name())) {
        List<Row> all = new ArrayList<>();
        rows.get(table.name()).forEach(row -> all.add(row(table, row)));
        spark.createDataFrame(all, table.schema()).createOrReplaceTempView(table.name());
        standing.add(table.name());
      }
    }
    return relation ->
        standing.containsAll(relation.tables())
            ? spark.sql(relation.sql()).collectAsList().stream()
                .map(row -> (Columns) row::getAs)
                .toList()
            : List.of();
  }

  private static Row row(TableSpec table, Map<String, Object> values) {
    for (String name : values.keySet()) {
      if (!List.of(table.schema().fieldNames()).contains(name)) {
        throw new IllegalArgumentException("table " + table.name() + " has no column " + name);
      }
    }
    Object[] cells = new Object[table.schema().fields().length];
    for (int i = 0; i < cells.length; i++) {
      StructField field = table.schema().fields()[i];
      cells[i] = cast(values.get(field.name()), field.dataType());
    }
    return RowFactory.create(cells);
  }

  private static Object cast(Object value, DataType type) {
    if (value instanceof Number number) {
      return type.equals(DataTypes.LongType)
          ? (Object) number.longValue()
          : type.equals(DataTypes.IntegerType)
              ? (Object) number.intValue()
              : (Object) number.doubleValue();
    }
    return value;
  }
}
