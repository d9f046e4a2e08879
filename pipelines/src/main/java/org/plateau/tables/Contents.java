package org.plateau.tables;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the rows of tables by content, whatever their order. */
final class Contents {
  private static final String EXISTING = "existing_";
  private static final int SECOND_SEED = 104_729;

  private Contents() {}

  /**
   * Brings rows to a table's columns, order and types.
   *
   * @throws IllegalArgumentException if a column is unknown, or a key column is absent
   */
  static Dataset<Row> conform(TableSpec spec, Dataset<Row> rows) {
    List<String> given = Arrays.asList(rows.columns());
    List<String> known = Arrays.asList(spec.schema().fieldNames());
    for (String column : given) {
      if (!known.contains(column)) {
        throw new IllegalArgumentException(
            "column " + column + " is not in table " + spec.name() + ", which has " + known);
      }
    }
    if (!given.containsAll(spec.keys())) {
      throw new IllegalArgumentException(
          "rows for table " + spec.name() + " need its key " + spec.keys() + ", found " + given);
    }
    return project(spec.schema(), rows);
  }

  /** Selects the columns of a schema; those that are absent become null. */
  static Dataset<Row> project(StructType schema, Dataset<Row> rows) {
    List<String> given = Arrays.asList(rows.columns());
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      Column value = given.contains(field.name()) ? column(field.name()) : lit(null);
      columns.add(value.cast(field.dataType()).as(field.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  static Column column(String name) {
    return col("`" + name + "`");
  }

  static Column[] columns(List<String> names) {
    return names.stream().map(Contents::column).toArray(Column[]::new);
  }

  /** SQL that is true where each column has the given text; true for all where none is given. */
  static String condition(Map<String, String> values) {
    return condition("", values);
  }

  /**
   * The same on an alias.
   *
   * @param alias stands before each column, with its dot
   */
  static String condition(String alias, Map<String, String> values) {
    return values.isEmpty()
        ? "true"
        : values.entrySet().stream()
            .map(value -> alias + "`" + value.getKey() + "` = " + literal(value.getValue()))
            .collect(Collectors.joining(" AND "));
  }

  /** SQL that is true where the column has one of the texts. */
  static String among(String column, Collection<String> texts) {
    return texts.stream()
        .map(Contents::literal)
        .collect(Collectors.joining(", ", "`" + column + "` IN (", ")"));
  }

  /** A text as a literal of Spark's SQL. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /**
   * Counts rows.
   *
   * @throws IllegalArgumentException if two have the same key
   */
  static long uniqueRows(TableSpec spec, Dataset<Row> rows) {
    Row counts =
        rows.groupBy(columns(spec.keys()))
            .agg(count(lit(1)).as("rows"))
            .agg(coalesce(sum("rows"), lit(0L)), coalesce(max("rows"), lit(0L)))
            .first();
    if (counts.getLong(1) > 1) {
      Row first =
          rows.groupBy(columns(spec.keys()))
              .agg(count(lit(1)).as("rows"))
              .where(expr("rows > 1"))
              .orderBy(columns(spec.keys()))
              .first();
      throw new IllegalArgumentException(
          "rows for table %s must have distinct keys %s, found twice: %s"
              .formatted(spec.name(), spec.keys(), first));
    }
    return counts.getLong(0);
  }

  /**
   * One row a group: the group's columns, {@code rows}, {@code total}, {@code mix}. Equal contents
   * give equal figures; two 64-bit hashes a row with different seeds, one summed, one mixed by
   * exclusive or, make an accidental match impossible in practice.
   */
  static Dataset<Row> fingerprints(TableSpec spec, Dataset<Row> rows, List<String> group) {
    List<Column> parts = new ArrayList<>();
    for (StructField field : spec.schema().fields()) {
      Column value = column(field.name());
      parts.add(value.isNull());
      parts.add(value);
    }
    List<Column> seeded = new ArrayList<>(parts);
    seeded.add(0, lit(SECOND_SEED));
    DataType wide = org.apache.spark.sql.types.DataTypes.createDecimalType(38, 0);
    Column first = xxhash64(parts.toArray(Column[]::new)).cast(wide);
    Column second = xxhash64(seeded.toArray(Column[]::new));
    return rows.groupBy(columns(group))
        .agg(count(lit(1)).as("rows"), sum(first).as("total"), bit_xor(second).as("mix"));
  }

  /** Counts what a merge of rows into existing ones would do. */
  static Changes compare(TableSpec spec, Dataset<Row> existing, Dataset<Row> rows) {
    Dataset<Row> old = existing;
    for (String name : spec.schema().fieldNames()) {
      old = old.withColumnRenamed(name, EXISTING + name);
    }
    Column sameKey = lit(true);
    for (String key : spec.keys()) {
      sameKey = sameKey.and(column(key).equalTo(column(EXISTING + key)));
    }
    Column oldKey = column(EXISTING + spec.keys().get(0));
    Column newKey = column(spec.keys().get(0));
    Column differs = lit(false);
    for (String value : spec.values()) {
      differs = differs.or(column(value).eqNullSafe(column(EXISTING + value)).equalTo(lit(false)));
    }
    Column inserted = oldKey.isNull();
    Column deleted = newKey.isNull();
    Column updated = inserted.or(deleted).equalTo(lit(false)).and(differs);
    Row counts =
        rows.join(old, sameKey, "full_outer")
            .agg(number(inserted), number(updated), number(deleted))
            .first();
    return new Changes(counts.getLong(0), counts.getLong(1), counts.getLong(2));
  }

  private static Column number(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  /** SQL that is true where a value column differs between the aliases t and s. */
  static String differs(TableSpec spec) {
    return spec.values().stream()
        .map(value -> "NOT (t.`" + value + "` <=> s.`" + value + "`)")
        .collect(Collectors.joining(" OR "));
  }

  /** SQL that is true where the keys of the aliases t and s are equal. */
  static String sameKey(TableSpec spec) {
    return spec.keys().stream()
        .map(key -> "t.`" + key + "` = s.`" + key + "`")
        .collect(Collectors.joining(" AND "));
  }

  /** For a merge: each column of the alias t takes the value of the alias s. */
  static Map<String, String> assignments(TableSpec spec) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String column : spec.schema().fieldNames()) {
      all.put("`" + column + "`", "s.`" + column + "`");
    }
    return all;
  }
}
