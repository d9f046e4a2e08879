package org.plateau.stages.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.util.SerializableConfiguration;
import org.plateau.config.UserException;

/** The rows of a file as Spark's tasks read them: one part a task. */
final class FileRows {
  private FileRows() {}

  /**
   * A part of a file, read once.
   *
   * @param file number of the file
   * @param reader reads the part's rows
   * @param check checks them
   */
  record Part(int file, RowReader reader, RowCheck check) {}

  /**
   * Opens a file.
   *
   * @param number its number among the files of this import
   * @param notes takes one line for the user where something deserves it
   * @throws UserException if it cannot be read or lacks a column
   */
  static JavaRDD<Part> open(
      SparkSession spark, InputFile file, int number, ImportRules rules, List<String> notes) {
    requireContent(spark, file);
    if (file.format() == InputFile.Format.PARQUET) {
      ParquetFile parquet = ParquetFile.open(spark, file, rules.options());
      note(file, parquet.ignored(), notes);
      List<Field> fields = parquet.fields();
      List<DataType> types = parquet.types();
      FlatMapFunction<Iterator<InternalRow>, Part> read =
          rows ->
              List.of(
                      new Part(
                          number,
                          new ParquetRows(rows, fields, types),
                          new RowCheck(rules, file.source())))
                  .iterator();
      return parquet.rows().queryExecution().toRdd().toJavaRDD().mapPartitions(read);
    }
    Configuration hadoop = spark.sessionState().newHadoopConf();
    if (file.format() == InputFile.Format.CSV) {
      try (CsvRows first = new CsvRows(file.name(), stream(file, hadoop), rules.options())) {
        note(file, first.ignored(), notes);
      } catch (BadRow e) {
        throw new UserException(file.at(e.row(), e.getMessage()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    SerializableConfiguration settings = new SerializableConfiguration(hadoop);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(file), 1)
        .map(
            each ->
                new Part(
                    number,
                    reader(each, settings.value(), rules.options()),
                    new RowCheck(rules, each.source())));
  }

  private static void note(InputFile file, List<String> ignored, List<String> notes) {
    if (!ignored.isEmpty()) {
      notes.add("%s: columns not read: %s".formatted(file.name(), String.join(", ", ignored)));
    }
  }

  private static void requireContent(SparkSession spark, InputFile file) {
    Path path = new Path(file.location());
    try {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      if (!files.exists(path) || !files.getFileStatus(path).isFile()) {
        throw new UserException("%s: no such file; check the path".formatted(file.name()));
      }
      if (files.getFileStatus(path).getLen() == 0) {
        throw new UserException(
            "%s %s 1: the file is empty; it must have rows"
                .formatted(file.name(), file.format().unit()));
      }
    } catch (IOException e) {
      throw new UserException("%s: cannot be read (%s)".formatted(file.name(), e.getMessage()));
    }
  }

  /** A reader that is closed when the task ends. */
  private static RowReader reader(
      InputFile file, Configuration hadoop, Map<Field, String> options) {
    InputStream bytes = stream(file, hadoop);
    RowReader reader =
        file.format() == InputFile.Format.CSV
            ? new CsvRows(file.name(), bytes, options)
            : new JsonRows(bytes, options);
    TaskContext.get()
        .addTaskCompletionListener(
            context -> {
              try {
                reader.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return reader;
  }

  private static InputStream stream(InputFile file, Configuration hadoop) {
    Path path = new Path(file.location());
    try {
      return path.getFileSystem(hadoop).open(path);
    } catch (IOException e) {
      throw new UserException("%s: cannot be read (%s)".formatted(file.name(), e.getMessage()));
    }
  }
}
