package org.plateau.tables;

import static org.apache.spark.sql.functions.lit;
import static scala.jdk.javaapi.CollectionConverters.asJava;
import static scala.jdk.javaapi.CollectionConverters.asScala;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.plateau.config.UserException;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * One table on disk: creates it, reads it, rewrites it where it is small, and brings an older one
 * to the present schema. The rule: a table of a newer schema version is refused; to an older one
 * the columns that it lacks are added, null in the rows that stand. Columns are never renamed,
 * retyped or dropped.
 */
final class TableFolder {
  /** Delta's column of the kind of change. */
  private static final String CHANGE = "_change_type";

  private final SparkSession spark;
  private final TableSpec spec;
  private final String path;

  TableFolder(SparkSession spark, TableSpec spec, String path) {
    this.spark = spark;
    this.spec = spec;
    this.path = path;
  }

  boolean exists() {
    return DeltaTable.isDeltaTable(spark, path);
  }

  DeltaTable table() {
    return DeltaTable.forPath(spark, path);
  }

  /** The newest version. */
  long version() {
    return snapshot().version();
  }

  /** The newest state, from the log alone, without a Spark job. */
  private Snapshot snapshot() {
    return DeltaLog.forTableWithSnapshot(spark, path)._2();
  }

  Dataset<Row> rows() {
    Optional<List<String>> files =
        plain() ? FewFiles.newest(path, spark.sessionState().newHadoopConf()) : Optional.empty();
    return files.map(this::rows).orElseGet(() -> spark.read().format("delta").load(path));
  }

  /**
   * Rows for the driver to hold.
   *
   * @param schema the columns wanted, none of them long
   * @param where texts that these columns must equal
   */
  List<Row> held(StructType schema, Map<String, String> where) {
    return DriverRows.read(path, schema, where, spark.sessionState().newHadoopConf())
        .orElseGet(() -> collected(schema, where));
  }

  private List<Row> collected(StructType schema, Map<String, String> where) {
    Dataset<Row> rows = Contents.project(schema, spark.read().format("delta").load(path));
    Dataset<Row> wanted = rows.where(Contents.condition(where));
    return NarrowRows.during(spark, wanted::collectAsList);
  }

  private boolean plain() {
    return spec.partitioning().isEmpty() && !spec.wide();
  }

  private Dataset<Row> rows(List<String> files) {
    return files.isEmpty()
        ? spark.createDataFrame(List.of(), spec.schema())
        : spark.read().schema(spec.schema()).parquet(files.toArray(String[]::new));
  }

  /**
   * Replaces rows of a small table by writing the table anew, in one commit. Delta's own
   * replacement starts two to four jobs to find what goes, which the log tells here.
   *
   * @param condition which rows go; true for all
   * @param rows the new ones, with the table's columns
   * @param note kept with the version, see {@link CommitNote}; null for none
   * @return false if nothing was done: the table is large
   */
  boolean rewrite(String condition, Dataset<Row> rows, String note) {
    if (!plain()) {
      return false;
    }
    OptimisticTransaction transaction =
        DeltaLog.forTable(spark, path).startTransaction(Option.empty(), Option.empty());
    Optional<List<FewFiles.DataFile>> before =
        FewFiles.of(path, transaction.readVersion(), spark.sessionState().newHadoopConf());
    if (before.isEmpty()) {
      return false;
    }
    transaction.readWholeTable();
    Dataset<Row> old =
        Contents.project(
            spec.schema(), rows(before.get().stream().map(FewFiles.DataFile::path).toList()));
    Dataset<Row> after = rows;
    if (!condition.equals("true")) {
      Dataset<Row> kept = old.where("NOT coalesce(%s, false)".formatted(condition));
      after = kept.coalesce(1).unionAll(rows);
    }
    if (spec.changeFeed()) {
      after = withChanges(after, old.where(condition).coalesce(1), rows);
    }
    long now = System.currentTimeMillis();
    List<Action> actions = new ArrayList<>();
    before.get().forEach(file -> actions.add(added(file).removeWithTimestamp(now, true)));
    actions.addAll(asJava(transaction.writeFiles(after)));
    transaction.commit(asScala(actions).toSeq(), overwrite(note));
    return true;
  }

  /** Rows of the table and, for its change feed, what went and what came; Delta parts the two. */
  private static Dataset<Row> withChanges(
      Dataset<Row> after, Dataset<Row> gone, Dataset<Row> come) {
    return after
        .withColumn(CHANGE, lit(null).cast(DataTypes.StringType))
        .unionAll(gone.withColumn(CHANGE, lit("delete")))
        .unionAll(come.withColumn(CHANGE, lit("insert")))
        .coalesce(1);
  }

  private static DeltaOperations.Operation overwrite(String note) {
    return new DeltaOperations.Write(
        SaveMode.Overwrite,
        Option.empty(),
        Option.empty(),
        Option.apply(note),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  /**
   * Inserts rows whose key is new and updates those that differ, in one commit.
   *
   * @param rows with the table's columns and distinct keys
   * @param gone where, on alias t, rows whose key is not among the given ones are deleted; null to
   *     keep them
   */
  void merge(Dataset<Row> rows, String gone) {
    Map<String, String> assignments = Contents.assignments(spec);
    DeltaMergeBuilder upsert =
        table()
            .as("t")
            .merge(rows.as("s"), Contents.sameKey(spec))
            .whenMatched(Contents.differs(spec))
            .updateExpr(assignments)
            .whenNotMatched()
            .insertExpr(assignments);
    (gone == null ? upsert : upsert.whenNotMatchedBySource(gone).delete()).execute();
  }

  /** What was noted with the newest version. */
  Optional<String> note() {
    return CommitNote.read(path, version(), spark.sessionState().newHadoopConf());
  }

  private static AddFile added(FewFiles.DataFile file) {
    return new AddFile(
        file.logged(),
        Map$.MODULE$.empty(),
        file.bytes(),
        file.modified(),
        false,
        null,
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  /** Creates the table with its settings; one commit. */
  void create() {
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(path)
            .comment(spec.comment())
            .addColumns(spec.schema());
    if (!spec.partitioning().isEmpty()) {
      builder = builder.partitionedBy(spec.partitioning().toArray(String[]::new));
    }
    for (Map.Entry<String, String> property : spec.properties().entrySet()) {
      builder = builder.property(property.getKey(), property.getValue());
    }
    builder.execute();
  }

  /**
   * The schema version on disk.
   *
   * @throws UserException if it is newer than this program's, or the table is not one of ours
   */
  int checkedVersion() {
    Map<String, String> properties = asJava(snapshot().metadata().configuration());
    String stored = properties.get(TableSpec.VERSION_PROPERTY);
    if (stored == null || !stored.matches("[1-9][0-9]{0,8}")) {
      throw new UserException(
          "table %s: %s has no property %s, so it was not written by Plateau; use another warehouse"
              .formatted(spec.name(), path, TableSpec.VERSION_PROPERTY));
    }
    int version = Integer.parseInt(stored);
    if (version > spec.schemaVersion()) {
      throw new UserException(
          "table %s: %s has schema version %d, this program knows up to %d; update Plateau"
              .formatted(spec.name(), path, version, spec.schemaVersion()));
    }
    return version;
  }

  /** Adds the columns that an older table lacks and notes the present version. */
  void migrate() {
    List<String> present = Arrays.asList(snapshot().metadata().schema().fieldNames());
    StringBuilder added = new StringBuilder();
    for (StructField field : spec.schema().fields()) {
      if (!present.contains(field.name())) {
        added.append(added.isEmpty() ? "" : ", ");
        added.append('`').append(field.name()).append("` ").append(field.dataType().sql());
      }
    }
    String name = "delta.`" + path.replace("`", "``") + "`";
    if (!added.isEmpty()) {
      spark.sql("ALTER TABLE " + name + " ADD COLUMNS (" + added + ")");
    }
    spark.sql(
        "ALTER TABLE %s SET TBLPROPERTIES ('%s' = '%d')"
            .formatted(name, TableSpec.VERSION_PROPERTY, spec.schemaVersion()));
  }
}
