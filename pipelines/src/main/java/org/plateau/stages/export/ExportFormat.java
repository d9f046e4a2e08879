package org.plateau.stages.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.stages.sql.SqlFormat;

/** Kinds of files that results are written as: one file a table or view. */
public enum ExportFormat {
  /** As {@code sql --format csv}: all digits. */
  CSV("csv") {
    @Override
    void write(Dataset<Row> rows, Path file) throws IOException {
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        SqlFormat.CSV.write(rows, out);
      }
    }
  },
  /** One file, for data frames. */
  PARQUET("parquet") {
    @Override
    void write(Dataset<Row> rows, Path file) throws IOException {
      Path folder = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".export-");
      try {
        rows.coalesce(1).write().mode("overwrite").parquet("file://" + folder);
        Files.move(part(folder), file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        delete(folder);
      }
    }
  },
  /** Three decimals, for web pages. */
  MARKDOWN("md") {
    @Override
    void write(Dataset<Row> rows, Path file) throws IOException {
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        Markdown.write(rows.schema(), rows.toLocalIterator(), out);
      }
    }
  },
  /** Three decimals, for papers. */
  LATEX("tex") {
    @Override
    void write(Dataset<Row> rows, Path file) throws IOException {
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        Latex.write(rows.schema(), rows.toLocalIterator(), out);
      }
    }
  };

  private final String ending;

  ExportFormat(String ending) {
    this.ending = ending;
  }

  abstract void write(Dataset<Row> rows, Path file) throws IOException;

  /** Writes a file {@code name.ending} into a folder, whole or not at all. */
  public Path write(String name, Dataset<Row> rows, Path folder) throws IOException {
    Path file = folder.resolve(name + "." + ending);
    Path fresh = folder.resolve("." + name + "." + ending + ".part");
    try {
      write(rows, fresh);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return file;
  }

  /**
   * Finds formats by their names in lower case.
   *
   * @throws UserException if there is none of a name
   */
  public static List<ExportFormat> named(List<String> names) {
    return names.stream().map(ExportFormat::named).distinct().toList();
  }

  private static ExportFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "--format %s: must be among csv, parquet, markdown, latex".formatted(name)));
  }

  private static Path part(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
          .findFirst()
          .orElseThrow(() -> new IOException("Spark wrote no file into " + folder));
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> below;
    try (Stream<Path> files = Files.walk(folder)) {
      below = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : below) {
      Files.delete(file);
    }
  }
}
