package org.plateau.stages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.models.ModelAliases;
import org.plateau.stages.imports.PublishedFile;
import org.plateau.stages.imports.PublishedFile.Score;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * Takes scores that others published into {@code published}: all rows or none. Rows that stand are
 * left alone; one that contradicts a row that stands is refused.
 */
public final class ImportScores {
  private static final TableSpec PUBLISHED = AnalysisTables.PUBLISHED;

  private final Warehouse warehouse;
  private final Set<String> tasks;
  private final ModelAliases aliases;

  /**
   * @param tasks names of the tasks there are
   * @param aliases other names of models
   */
  public ImportScores(Warehouse warehouse, Set<String> tasks, ModelAliases aliases) {
    this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
    this.tasks = Set.copyOf(tasks);
    this.aliases = Objects.requireNonNull(aliases, "aliases");
  }

  /**
   * What was done.
   *
   * @param rows rows of the files
   * @param added rows that are new in the table
   * @param sources whose numbers they are
   */
  public record Result(long rows, long added, Set<String> sources) {
    public Result {
      sources = new TreeSet<>(sources);
    }
  }

  /**
   * Imports files.
   *
   * @throws UserException for the first row that cannot be taken; nothing is written then
   */
  public Result execute(List<Path> files) {
    Map<Map<String, String>, Row> standing = standing();
    Map<Map<String, String>, Row> added = new LinkedHashMap<>();
    Set<String> sources = new TreeSet<>();
    long rows = 0;
    for (Path file : files) {
      for (Score score : read(file)) {
        rows++;
        sources.add(score.key().get("source"));
        Row row = row(score);
        Row other = standing.getOrDefault(score.key(), added.get(score.key()));
        if (other == null) {
          added.put(score.key(), row);
        } else if (!other.equals(row)) {
          throw new UserException(
              "%s line %d, column value = %s: model %s stands already with %s; drop the row or rename the source"
                  .formatted(
                      file,
                      score.line(),
                      score.value(),
                      score.key().get("model"),
                      other.get(PUBLISHED.schema().fieldIndex("value"))));
        }
      }
    }
    if (!added.isEmpty()) {
      warehouse.append(
          PUBLISHED, TableRows.frame(warehouse, PUBLISHED, new ArrayList<>(added.values())));
    }
    return new Result(rows, added.size(), sources);
  }

  private List<Score> read(Path file) {
    PublishedFile reader = new PublishedFile(file.toString(), tasks, aliases, RunCard.OWN_SOURCE);
    try (InputStream bytes = Files.newInputStream(file)) {
      return reader.read(bytes);
    } catch (IOException e) {
      throw new UserException("%s: cannot be read (%s); check the path".formatted(file, e));
    }
  }

  private Map<Map<String, String>, Row> standing() {
    Map<Map<String, String>, Row> standing = new HashMap<>();
    if (warehouse.exists(PUBLISHED)) {
      Dataset<Row> rows = warehouse.read(PUBLISHED);
      for (Row row : rows.collectAsList()) {
        Map<String, String> key = new HashMap<>();
        PUBLISHED.keys().forEach(name -> key.put(name, row.getAs(name)));
        standing.put(key, row);
      }
    }
    return standing;
  }

  private Row row(Score score) {
    TableRows row =
        TableRows.of(PUBLISHED)
            .with("experiment", score.experiment())
            .with("value", score.value())
            .with("ci_low", score.low())
            .with("ci_high", score.high());
    score.key().forEach(row::with);
    return row.row();
  }
}
