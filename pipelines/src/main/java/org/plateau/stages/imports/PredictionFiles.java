package org.plateau.stages.imports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.CollectionAccumulator;
import org.plateau.config.UserException;
import org.plateau.tables.NarrowRows;
import org.plateau.tables.RunTables;
import scala.Tuple2;

/**
 * Files under import. They are read twice: once to check every row, once to write. Settings of the
 * session that only suit wide rows are set aside until closed.
 */
public final class PredictionFiles implements AutoCloseable {
  private static final int PARTS_PER_CORE = 2;

  private final SparkSession spark;
  private final List<InputFile> files;
  private final List<JavaRDD<FileRows.Part>> parts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final NarrowRows settings;
  private boolean overlapping;

  private PredictionFiles(SparkSession spark, List<InputFile> files, ImportRules rules) {
    this.spark = spark;
    this.files = List.copyOf(files);
    this.settings = NarrowRows.begin(spark);
    try {
      for (int i = 0; i < files.size(); i++) {
        parts.add(FileRows.open(spark, files.get(i), i, rules, notes));
      }
    } catch (RuntimeException e) {
      settings.close();
      throw e;
    }
  }

  /**
   * Opens files.
   *
   * @throws UserException if one is absent, empty, torn or lacks a column
   */
  public static PredictionFiles open(SparkSession spark, List<InputFile> files, ImportRules rules) {
    return new PredictionFiles(spark, files, rules);
  }

  /** Lines for the user. */
  public List<String> notes() {
    return notes;
  }

  /** True if some key may stand twice among the files. Known after {@link #scan}. */
  public boolean overlapping() {
    return overlapping;
  }

  /**
   * Checks every row of every file.
   *
   * @throws UserException for the first bad row of the first file that has one
   */
  public List<Scan> scan() {
    CollectionAccumulator<Scan> found = spark.sparkContext().collectionAccumulator("import");
    int buckets = Math.max(2, PARTS_PER_CORE * spark.sparkContext().defaultParallelism());
    JavaRDD<FileRows.Part> all = all();
    try {
      overlapping =
          all.flatMapToPair(
                  part -> {
                    Scan.Running running = new Scan.Running(part.file());
                    running.read(part.reader(), part.check());
                    found.add(running.result());
                    List<Tuple2<Integer, long[]>> pairs = new ArrayList<>();
                    long[][] split = Scan.buckets(running.hashes(), buckets);
                    for (int b = 0; b < buckets; b++) {
                      pairs.add(new Tuple2<>(b, split[b]));
                    }
                    return pairs.iterator();
                  })
              .groupByKey(buckets)
              .map(group -> Scan.repeats(lists(group._2())))
              .collect()
              .contains(true);
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
    List<Scan> scans = List.copyOf(found.value());
    refuseBad(scans);
    for (int i = 0; i < files.size(); i++) {
      int file = i;
      if (scans.stream().noneMatch(scan -> scan.file() == file && scan.rows() > 0)) {
        throw new UserException(
            "%s: has a header and no rows; it must have rows".formatted(files.get(i).name()));
      }
    }
    long probabilities = scans.stream().mapToLong(Scan::probabilities).sum();
    if (probabilities > 0) {
      notes.add(
          "logits of %d rows lie in [0, 1] and sum to 1: taken as probabilities (loss = -ln p)"
              .formatted(probabilities));
    }
    return scans;
  }

  private static List<long[]> lists(Iterable<long[]> parts) {
    List<long[]> list = new ArrayList<>();
    parts.forEach(list::add);
    return list;
  }

  private void refuseBad(List<Scan> scans) {
    Optional<Scan> bad =
        scans.stream()
            .filter(scan -> scan.badMessage() != null)
            .min(Comparator.comparingInt(Scan::file).thenComparingLong(Scan::badRow));
    if (bad.isPresent()) {
      Scan scan = bad.get();
      throw new UserException(files.get(scan.file()).at(scan.badRow(), scan.badMessage()));
    }
  }

  private JavaRDD<FileRows.Part> all() {
    JavaRDD<FileRows.Part> all = parts.get(0);
    for (int i = 1; i < parts.size(); i++) {
      all = all.union(parts.get(i));
    }
    return all;
  }

  /**
   * All rows with distinct keys.
   *
   * @throws UserException if a key stands twice in one file, or with two contents in two files
   */
  public Dataset<Row> distinctRows() {
    Dataset<Row> rows = rows();
    if (!overlapping) {
      return rows;
    }
    refuse(repeated(rows));
    return rows.dropDuplicates(keys());
  }

  /** Rows in the columns of the table. */
  public Dataset<Row> tableColumns(Dataset<Row> rows) {
    return rows.drop(TableRow.FILE, TableRow.ROW);
  }

  private Dataset<Row> rows() {
    JavaRDD<InternalRow> rows = all().flatMap(TableRow::new);
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), TableRow.SCHEMA, false);
  }

  private static String[] keys() {
    return RunTables.PREDICTIONS.keys().toArray(String[]::new);
  }

  private static Optional<Conflict> repeated(Dataset<Row> rows) {
    Column[] keys = RunTables.PREDICTIONS.keys().stream().map(k -> col(k)).toArray(Column[]::new);
    Column content =
        to_json(struct(col("label"), col("prediction"), col("speaker"), col("logits")));
    Column place = struct(col(TableRow.FILE), col(TableRow.ROW));
    return rows
        .groupBy(keys)
        .agg(
            count(lit(1)).as("rows"),
            countDistinct(col(TableRow.FILE)).as("files"),
            countDistinct(content).as("contents"),
            min(place).as("first"),
            max(place).as("last"))
        .where("rows > files OR contents > 1")
        .orderBy("last")
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .map(
            row -> {
              Row first = row.getAs("first");
              Row last = row.getAs("last");
              return new Conflict(
                  last.getInt(0),
                  last.getLong(1),
                  "utterance",
                  row.getAs("utterance"),
                  "stands already in %s %d under the same run, test set and condition; keep one",
                  first.getInt(0),
                  first.getLong(1));
            });
  }

  /**
   * Ends the import if there is a conflict.
   *
   * @throws UserException naming its place
   */
  public void refuse(Optional<Conflict> conflict) {
    if (conflict.isPresent()) {
      Conflict found = conflict.get();
      InputFile file = files.get(found.file());
      String rule =
          found.otherFile() < 0
              ? found.rule()
              : found
                  .rule()
                  .formatted(
                      files.get(found.otherFile()).name()
                          + " "
                          + files.get(found.otherFile()).format().unit(),
                      found.otherRow());
      BadRow bad = new BadRow(found.row(), found.column(), found.value(), rule);
      throw new UserException(file.at(found.row(), bad.getMessage()));
    }
  }

  /** A Parquet file that breaks while it is read is the user's to mend. */
  private RuntimeException unreadable(RuntimeException e) {
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof UserException user) {
        return user;
      }
      String text = String.valueOf(cause.getMessage());
      if (cause instanceof java.io.IOException
          || (cause instanceof SparkException && text.contains("CANNOT_READ"))
          || cause.getClass().getName().startsWith("org.apache.parquet")) {
        return new UserException(
            "%s: cannot be read to its end (%s); write or copy it again"
                .formatted(
                    files.stream().map(InputFile::name).toList(),
                    text.lines().findFirst().orElse("")));
      }
      cause = cause.getCause();
    }
    return e;
  }

  @Override
  public void close() {
    settings.close();
  }
}
