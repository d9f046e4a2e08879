package org.plateau.tables;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows that the driver holds, already knows to differ, and whose keys are distinct: each
 * call is one table version and few Spark jobs. Rows have the table's columns in order.
 */
public final class HeldRows {
  private static final String GONE = "gone_";
  private static final int ROWS_A_SLICE = 20_000;

  /** Of more rows the condition that names them would be longer than what it saves. */
  private static final int ROWS_BY_NAME = 5_000;

  private final Warehouse warehouse;

  public HeldRows(Warehouse warehouse) {
    this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
  }

  /** Rows as a dataset, in slices that fit into a task's description. */
  public Dataset<Row> dataset(StructType schema, List<Row> rows) {
    if (rows.size() <= ROWS_A_SLICE) {
      return warehouse.spark().createDataFrame(rows, schema);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext());
    int slices = rows.size() / ROWS_A_SLICE + 1;
    return warehouse.spark().createDataFrame(context.parallelize(rows, slices), schema);
  }

  /** Appends rows whose keys do not stand; with no rows nothing happens. */
  public void append(TableSpec spec, List<Row> rows) {
    if (!rows.isEmpty()) {
      requireDistinct(spec, rows);
      warehouse.append(spec, dataset(spec.schema(), rows).coalesce(1));
    }
  }

  /** Replaces all rows under a key prefix. */
  public void replace(TableSpec spec, Map<String, String> prefix, List<Row> rows) {
    requireDistinct(spec, rows);
    Dataset<Row> dataset = dataset(spec.schema(), rows).coalesce(1);
    warehouse.replace(spec, Contents.condition(prefix), dataset, null);
  }

  /**
   * Updates or inserts rows, and deletes others, in one version; every other row stays untouched.
   *
   * @param prefix values of some key columns, the same in all these rows
   * @param rows new rows, and those that take the place of a row with the same key
   * @param gone rows of which only the key counts
   */
  public void apply(TableSpec spec, Map<String, String> prefix, List<Row> rows, List<Row> gone) {
    if (rows.isEmpty() && gone.isEmpty()) {
      return;
    }
    warehouse.ensure(spec);
    if (rows.size() + gone.size() <= ROWS_BY_NAME && rewrite(spec, prefix, rows, gone)) {
      return;
    }
    List<Row> marked = new ArrayList<>();
    rows.forEach(row -> marked.add(marked(row, false)));
    gone.forEach(row -> marked.add(marked(row, true)));
    requireDistinct(spec, marked);
    StructType schema = spec.schema().add(GONE, DataTypes.BooleanType);
    Map<String, String> assignments = Contents.assignments(spec);
    String here = Contents.condition("t.", prefix) + " AND " + Contents.sameKey(spec);
    warehouse.commit(
        spec,
        () ->
            warehouse
                .folder(spec)
                .table()
                .as("t")
                .merge(dataset(schema, marked).as("s"), expr(here))
                .whenMatched("s." + GONE)
                .delete()
                .whenMatched()
                .updateExpr(assignments)
                .whenNotMatched("NOT s." + GONE)
                .insertExpr(assignments)
                .execute());
  }

  /** Writes a small table anew; false if it is large. */
  private boolean rewrite(
      TableSpec spec, Map<String, String> prefix, List<Row> rows, List<Row> gone) {
    requireDistinct(spec, rows);
    List<String> rest = spec.keys().stream().filter(key -> !prefix.containsKey(key)).toList();
    Set<String> named = new TreeSet<>();
    for (List<Row> some : List.of(rows, gone)) {
      for (Row row : some) {
        named.add(
            rest.stream()
                .map(key -> Contents.literal(row.getString(spec.schema().fieldIndex(key))))
                .collect(joining(", ", "(", ")")));
      }
    }
    String condition =
        "%s AND (%s) IN (%s)"
            .formatted(
                Contents.condition(prefix),
                rest.stream().map(key -> "`" + key + "`").collect(joining(", ")),
                String.join(", ", named));
    Dataset<Row> dataset = dataset(spec.schema(), rows).coalesce(1);
    boolean[] done = {false};
    warehouse.commit(
        spec, () -> done[0] = warehouse.folder(spec).rewrite(condition, dataset, null));
    return done[0];
  }

  /**
   * Keeps one row of several with the same key, for keys that were written twice.
   *
   * @param key the table's only key column
   */
  public void keepOneOfEach(TableSpec spec, String key, Set<String> values) {
    if (values.isEmpty()) {
      return;
    }
    String condition =
        new TreeSet<>(values)
            .stream().map(Contents::literal).collect(joining(", ", "`" + key + "` IN (", ")"));
    Dataset<Row> kept = warehouse.read(spec).where(condition).dropDuplicates(new String[] {key});
    warehouse.replace(spec, condition, kept, null);
  }

  private static Row marked(Row row, boolean gone) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = gone;
    return RowFactory.create(values);
  }

  private static void requireDistinct(TableSpec spec, List<Row> rows) {
    int[] places = spec.keys().stream().mapToInt(key -> spec.schema().fieldIndex(key)).toArray();
    Set<List<Object>> seen = new LinkedHashSet<>();
    for (Row row : rows) {
      List<Object> key = Arrays.asList(Arrays.stream(places).mapToObj(row::get).toArray());
      if (!seen.add(key)) {
        throw new IllegalArgumentException(
            "rows for table %s must have distinct keys %s, found twice: %s"
                .formatted(spec.name(), spec.keys(), key));
      }
    }
  }
}
