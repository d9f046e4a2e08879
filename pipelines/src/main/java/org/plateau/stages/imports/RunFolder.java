package org.plateau.stages.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plateau.config.UserException;

/**
 * The test results in the folder of one autrainer run: {@code _test/test_results.csv} (columns
 * {@code index}, {@code predictions}, {@code probability_CLASS}), and {@code
 * _test/test_outputs.npy} where the run exported the network's outputs. The index counts the rows
 * of the test set's label file, from 0; that file gives ids, truth and speakers.
 */
public final class RunFolder {
  private static final String RESULTS = "_test/test_results.csv";
  private static final String OUTPUTS = "_test/test_outputs.npy";
  private static final String PROBABILITY = "probability_";

  private RunFolder() {}

  /**
   * Columns of the label file.
   *
   * @param utterance holds the clips' ids
   * @param label holds the classes, by the names that the run used
   * @param speaker holds the speakers, or null where there is none
   */
  public record LabelColumns(String utterance, String label, String speaker) {}

  /** True if the folder holds test results of a run. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(RESULTS));
  }

  /**
   * Brings a run to the form of a CSV file that an import reads; task, test set, condition and
   * model come from the import's options.
   *
   * @param classes the task's classes, in the order of its logits
   * @param to the file to write
   * @throws UserException naming file, line, column and value of what does not fit
   */
  public static void convert(
      Path folder, Path labels, LabelColumns columns, List<String> classes, Path to)
      throws IOException {
    Table truth = Table.read(labels);
    Table results = Table.read(folder.resolve(RESULTS));
    int id = truth.column(columns.utterance());
    int label = truth.column(columns.label());
    int speaker = columns.speaker() == null ? -1 : truth.column(columns.speaker());
    int index = results.column("index");
    int prediction = results.column("predictions");
    int[] order = order(results, classes);
    List<Integer> probabilities =
        IntStream.range(0, results.header().size())
            .filter(column -> results.header().get(column).startsWith(PROBABILITY))
            .boxed()
            .toList();
    Path outputs = folder.resolve(OUTPUTS);
    NpyMatrix matrix = Files.isRegularFile(outputs) ? NpyMatrix.read(outputs) : null;
    if (matrix != null
        && (matrix.rows() != results.rows().size() || matrix.columns() != classes.size())) {
      throw new UserException(
          "%s: is %d x %d, must be %d x %d, the rows of %s by the classes"
              .formatted(
                  outputs,
                  matrix.rows(),
                  matrix.columns(),
                  results.rows().size(),
                  classes.size(),
                  results.file()));
    }
    StringBuilder out = new StringBuilder("utterance,speaker,label,prediction,logits\n");
    for (int i = 0; i < results.rows().size(); i++) {
      List<String> row = results.rows().get(i);
      List<String> clip = truth.rows().get(position(results, i, index, truth));
      String logits = logits(probabilities, row, i, order, matrix);
      List<String> cells =
          List.of(
              clip.get(id),
              speaker < 0 ? "" : clip.get(speaker),
              clip.get(label),
              row.get(prediction),
              logits);
      out.append(String.join(",", cells.stream().map(RunFolder::quoted).toList())).append('\n');
    }
    Files.writeString(to, out, StandardCharsets.UTF_8);
  }

  /**
   * Place of each class of the task among the run's outputs. The run sorts its classes by name, and
   * its file has their probabilities in that order.
   */
  private static int[] order(Table results, List<String> classes) {
    List<String> own =
        results.header().stream()
            .filter(column -> column.startsWith(PROBABILITY))
            .map(column -> column.substring(PROBABILITY.length()))
            .toList();
    if (own.size() != classes.size() || !own.containsAll(classes)) {
      throw new UserException(
          "%s line 1, column %s*: has classes %s, the task has %s; name them alike"
              .formatted(results.file(), PROBABILITY, own, classes));
    }
    return classes.stream().mapToInt(own::indexOf).toArray();
  }

  private static int position(Table results, int row, int index, Table truth) {
    String text = results.rows().get(row).get(index);
    int position = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (position < 0 || position >= truth.rows().size()) {
      throw new UserException(
          "%s line %d, column index = %s: must be a row of %s, 0 to %d"
              .formatted(results.file(), row + 2, text, truth.file(), truth.rows().size() - 1));
    }
    return position;
  }

  private static String logits(
      List<Integer> probabilities, List<String> row, int i, int[] order, NpyMatrix matrix) {
    List<String> values = new ArrayList<>();
    float[] outputs = matrix == null ? null : matrix.row(i);
    for (int place : order) {
      values.add(
          outputs == null ? row.get(probabilities.get(place)) : Float.toString(outputs[place]));
    }
    return "[" + String.join(",", values) + "]";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A small CSV file in memory: labels and results of one test set. */
  private record Table(Path file, List<String> header, List<List<String>> rows) {
    private static final int MOST_ROWS = 5_000_000;

    static Table read(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new UserException("%s: no such file; check the path".formatted(file));
      }
      try (InputStream bytes = Files.newInputStream(file);
          CsvLines lines = new CsvLines(bytes)) {
        List<String> header = lines.next();
        if (header == null) {
          throw new UserException("%s line 1: the file is empty".formatted(file));
        }
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row = lines.next(); row != null; row = lines.next()) {
          if (row.size() != header.size() || rows.size() == MOST_ROWS) {
            throw new BadRow(
                lines.line(),
                "(all)",
                row.size() + " fields",
                "must have the %d of the header, in at most %d rows"
                    .formatted(header.size(), MOST_ROWS));
          }
          rows.add(row);
        }
        return new Table(file, header, rows);
      } catch (BadRow e) {
        throw new UserException("%s line %d, %s".formatted(file, e.row(), e.getMessage()));
      }
    }

    int column(String name) {
      Map<String, Integer> places = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        places.putIfAbsent(header.get(i), i);
      }
      Integer place = places.get(name);
      if (place == null) {
        throw new UserException(
            "%s line 1, column %s: is missing, found %s; name it by --label-columns"
                .formatted(file, name, header));
      }
      return place;
    }
  }
}
