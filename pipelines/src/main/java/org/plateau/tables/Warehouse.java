package org.plateau.tables;

import static org.apache.spark.sql.functions.broadcast;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.plateau.config.UserException;

/**
 * The tables below one folder. Content decides what is written: a write that would change nothing
 * makes no table version. Tables are created when first needed and migrated when older than the
 * program. Several readers may work beside one writing driver.
 *
 * <p>Rows that are given to a method are read more than once (to compare, then to write): they must
 * come from files or be persisted, never from a computation that is dear or random.
 */
public final class Warehouse {
  private final SparkSession spark;
  private final String root;
  private final Set<String> checked = ConcurrentHashMap.newKeySet();
  private final Set<String> ready = ConcurrentHashMap.newKeySet();

  private Warehouse(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root.toString();
    spark.conf().set("spark.sql.parquet.columnarReaderBatchSize", DeltaSession.READER_BATCH_ROWS);
  }

  /**
   * Opens a warehouse to write, and makes its folder.
   *
   * @throws UserException if the folder cannot be written
   */
  public static Warehouse open(SparkSession spark, String root) {
    Path path = qualified(spark, root);
    try {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      Path probe = new Path(path, ".probe-" + UUID.randomUUID());
      files.mkdirs(path);
      files.create(probe).close();
      files.delete(probe, false);
    } catch (IOException | RuntimeException e) {
      throw new UserException(
          "warehouse %s: must be a folder that can be written (%s); choose another by --warehouse"
              .formatted(root, e.getMessage()));
    }
    return new Warehouse(spark, path);
  }

  /**
   * Opens a warehouse to read.
   *
   * @throws UserException if there is no such folder
   */
  public static Warehouse openExisting(SparkSession spark, String root) {
    Path path = qualified(spark, root);
    boolean folder;
    try {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      folder = files.exists(path) && files.getFileStatus(path).isDirectory();
    } catch (IOException e) {
      throw new UserException("warehouse %s: cannot be read (%s)".formatted(root, e.getMessage()));
    }
    if (!folder) {
      throw new UserException(
          "warehouse %s: no such folder; run ingest first or name another by --warehouse"
              .formatted(root));
    }
    return new Warehouse(spark, path);
  }

  private static Path qualified(SparkSession spark, String root) {
    try {
      Path path = new Path(root);
      return path.getFileSystem(spark.sessionState().newHadoopConf()).makeQualified(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException("warehouse %s: not a path (%s)".formatted(root, e.getMessage()));
    }
  }

  public SparkSession spark() {
    return spark;
  }

  /** The folder that holds the tables, with its scheme. */
  public String root() {
    return root;
  }

  /** The folder of a table. */
  public String path(TableSpec spec) {
    return root + "/" + spec.name();
  }

  public boolean exists(TableSpec spec) {
    return folder(spec).exists();
  }

  /** Tables that stand here. */
  public List<TableSpec> present() {
    return Tables.all().stream().filter(this::exists).toList();
  }

  /** The newest version of a table, or empty where the table is absent. */
  public OptionalLong version(TableSpec spec) {
    return exists(spec) ? OptionalLong.of(folder(spec).version()) : OptionalLong.empty();
  }

  /** All rows; no rows, but the columns, where the table is absent. */
  public Dataset<Row> read(TableSpec spec) {
    return exists(spec)
        ? Contents.project(spec.schema(), checked(spec).rows())
        : spark.createDataFrame(List.of(), spec.schema());
  }

  /**
   * Rows for the driver to hold, read without a Spark job where that can be: a table that is absent
   * has none.
   *
   * @param where texts that these columns must equal
   * @param columns the wanted ones, in this order; all if none is named
   */
  public List<Row> held(TableSpec spec, Map<String, String> where, String... columns) {
    if (!exists(spec)) {
      return List.of();
    }
    StructType schema = spec.schema();
    if (columns.length > 0) {
      schema = new StructType();
      for (String column : columns) {
        schema = schema.add(spec.schema().apply(column));
      }
    }
    return checked(spec).held(schema, where);
  }

  /** A table that this program may read. */
  private TableFolder checked(TableSpec spec) {
    TableFolder folder = folder(spec);
    if (!ready.contains(spec.name()) && !checked.contains(spec.name())) {
      folder.checkedVersion();
      checked.add(spec.name());
    }
    return folder;
  }

  /** Those of the given rows whose key does not stand in the table. Payload is not shuffled. */
  public Dataset<Row> missing(TableSpec spec, Dataset<Row> rows) {
    Dataset<Row> keys = read(spec).select(Contents.columns(spec.keys()));
    return rows.join(spec.wide() ? broadcast(keys) : keys, names(spec.keys()), "left_anti");
  }

  /**
   * Appends the rows whose key is new.
   *
   * @return the number of rows appended; with 0 no version was made
   * @throws IllegalArgumentException if two of the new rows have the same key
   */
  public long appendMissing(TableSpec spec, Dataset<Row> rows) {
    Dataset<Row> fresh = missing(spec, Contents.conform(spec, rows));
    long number = Contents.uniqueRows(spec, fresh);
    if (number > 0) {
      append(spec, fresh);
    }
    return number;
  }

  /**
   * Appends rows that the caller knows to be new and distinct, evaluating them once: for payload
   * that is dear to compute. With no rows there is still a version: do not call it then.
   */
  public void append(TableSpec spec, Dataset<Row> rows) {
    ensure(spec);
    save(spec, Contents.conform(spec, rows).write().mode("append"));
  }

  /**
   * Replaces the rows under a key prefix by others, if they differ.
   *
   * @param prefix values of some key columns; every row must have them
   * @return true if something was written
   */
  public boolean replaceWhere(TableSpec spec, Map<String, String> prefix, Dataset<Row> rows) {
    Dataset<Row> after = Contents.conform(spec, rows);
    Dataset<Row> before = read(spec).where(Contents.condition(prefix));
    Row old = Contents.fingerprints(spec, before, List.of()).first();
    if (Contents.fingerprints(spec, after, List.of()).first().equals(old)) {
      return false;
    }
    Contents.uniqueRows(spec, after);
    replace(spec, Contents.condition(prefix), after, null);
    return true;
  }

  /**
   * Replaces whole groups of rows, in one version, where a group's rows differ. Groups that the
   * given rows do not mention stay.
   *
   * @param group a key column of text
   * @return the groups that were written
   */
  public List<String> replaceGroups(TableSpec spec, String group, Dataset<Row> rows) {
    Dataset<Row> after = Contents.conform(spec, rows);
    List<String> by = List.of(group);
    Dataset<Row> old = Contents.fingerprints(spec, read(spec), by);
    List<String> changed =
        Contents.fingerprints(spec, after, by)
            .join(old, names(List.of(group, "rows", "total", "mix")), "left_anti")
            .select(Contents.column(group))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    if (changed.isEmpty()) {
      return changed;
    }
    String condition = Contents.among(group, changed);
    Dataset<Row> replaced = after.where(condition);
    Contents.uniqueRows(spec, replaced);
    replace(spec, condition, replaced, null);
    return changed;
  }

  /**
   * Replaces all rows whose column has one of the values, in one version. The caller knows that
   * they differ and that the new ones have distinct keys.
   *
   * @param note what {@link #note} shall say while this version is the newest
   */
  public void replaceParts(
      TableSpec spec, String column, Collection<String> values, Dataset<Row> rows, String note) {
    replace(spec, Contents.among(column, values), Contents.conform(spec, rows), note);
  }

  /**
   * Replaces all rows of a table, whatever they were. The new ones must have distinct keys.
   *
   * @param note what {@link #note} shall say while this version is the newest
   */
  public void replaceAll(TableSpec spec, Dataset<Row> rows, String note) {
    replace(spec, "true", Contents.conform(spec, rows), note);
  }

  /**
   * What the writer of a table's newest version noted with it; empty where that was another
   * program, or a method that notes nothing.
   */
  public Optional<String> note(TableSpec spec) {
    return exists(spec) ? folder(spec).note() : Optional.empty();
  }

  /** Counts what {@link #merge} would do with deletion of what is gone. */
  public Changes changes(TableSpec spec, Map<String, String> prefix, Dataset<Row> rows) {
    Dataset<Row> after = Contents.conform(spec, rows);
    return Contents.compare(spec, read(spec).where(Contents.condition(prefix)), after);
  }

  /**
   * Makes the rows under a key prefix equal to the given ones in one version, touching only rows
   * that differ (null equals null, NaN equals NaN).
   *
   * @param prefix values of some key columns; every row must have them
   * @param deleteGone whether rows whose key is not among the given ones are deleted
   */
  public Changes merge(
      TableSpec spec, Map<String, String> prefix, Dataset<Row> rows, boolean deleteGone) {
    Dataset<Row> after = Contents.conform(spec, rows);
    Contents.uniqueRows(spec, after);
    Changes found = changes(spec, prefix, after);
    Changes changes =
        new Changes(found.inserted(), found.updated(), deleteGone ? found.deleted() : 0);
    if (changes.none()) {
      return changes;
    }
    ensure(spec);
    String gone = changes.deleted() > 0 ? Contents.condition("t.", prefix) : null;
    commit(spec, () -> folder(spec).merge(after, gone));
    return changes;
  }

  /**
   * Deletes rows.
   *
   * @return the number of rows deleted; with 0 no version was made
   */
  public long delete(TableSpec spec, Column condition) {
    long matching = exists(spec) ? read(spec).where(condition).count() : 0;
    if (matching > 0) {
      ensure(spec);
      commit(spec, () -> folder(spec).table().delete(condition));
    }
    return matching;
  }

  /** Creates a table that is absent, migrates one that is older; otherwise does nothing. */
  public void ensure(TableSpec spec) {
    if (ready.contains(spec.name())) {
      return;
    }
    TableFolder folder = folder(spec);
    if (!folder.exists()) {
      guarded(folder::create);
    } else if (folder.checkedVersion() < spec.schemaVersion()) {
      folder.migrate();
    }
    ready.add(spec.name());
  }

  /**
   * Computes rows once and keeps them in files below the warehouse until closed: for rows whose
   * payload is dear, so that they can be read again.
   */
  public Staging stage(Dataset<Row> rows) {
    Staging staging = Staging.below(spark, root);
    try {
      guarded(() -> WideRows.write(spark, () -> staging.fill(rows)));
    } catch (RuntimeException e) {
      staging.close();
      throw e;
    }
    return staging;
  }

  void replace(TableSpec spec, String condition, Dataset<Row> rows, String note) {
    ensure(spec);
    boolean[] done = {false};
    commit(spec, () -> done[0] = folder(spec).rewrite(condition, rows, note));
    if (!done[0]) {
      DataFrameWriter<Row> writer =
          rows.write().mode("overwrite").option("replaceWhere", condition);
      save(spec, note == null ? writer : writer.option(CommitNote.OPTION, note));
    }
  }

  private void save(TableSpec spec, DataFrameWriter<Row> writer) {
    DataFrameWriter<Row> delta = writer.format("delta");
    if (spec.wide()) {
      DataFrameWriter<Row> plain = delta.option("compression", "uncompressed");
      commit(spec, () -> WideRows.write(spark, () -> plain.save(path(spec))));
    } else {
      commit(spec, () -> delta.save(path(spec)));
    }
  }

  /** Runs a write that makes a version. */
  void commit(TableSpec spec, Runnable write) {
    guarded(write);
    long version = folder(spec).version();
    Checkpoints.whenDue(path(spec), version, spark.sessionState().newHadoopConf());
  }

  /** Runs a write; what the disk refuses becomes one line for the user. */
  void guarded(Runnable write) {
    try {
      write.run();
    } catch (Exception e) {
      throw DiskTrouble.translate(root, e);
    }
  }

  TableFolder folder(TableSpec spec) {
    return new TableFolder(spark, spec, path(spec));
  }

  private static String[] names(List<String> columns) {
    return columns.toArray(String[]::new);
  }
}
