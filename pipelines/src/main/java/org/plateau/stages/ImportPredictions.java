package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.models.ImportedRun;
import org.plateau.stages.imports.ImportRules;
import org.plateau.stages.imports.InputFile;
import org.plateau.stages.imports.PredictionFiles;
import org.plateau.stages.imports.Scan;
import org.plateau.stages.imports.Slot;
import org.plateau.stages.imports.StandingRows;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * Takes predictions of other programs into {@code predictions} and {@code runs}: all rows or none.
 * Rows that stand already with the same content are left alone, so the same file twice writes
 * nothing; a row that contradicts one that stands is refused.
 */
public final class ImportPredictions {
  /** Status of a run that was not trained here. */
  public static final String IMPORTED = "imported";

  private final Warehouse warehouse;
  private final ImportRules rules;

  public ImportPredictions(Warehouse warehouse, ImportRules rules) {
    this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
    this.rules = Objects.requireNonNull(rules, "rules");
  }

  /**
   * What was done.
   *
   * @param rows rows of the files
   * @param added rows that are new in the table
   * @param runs runs that the rows belong to
   * @param notes lines for the user
   */
  public record Result(long rows, long added, int runs, List<String> notes) {
    public Result {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Imports files.
   *
   * @throws UserException for the first row that cannot be taken; nothing is written then
   */
  public Result execute(List<InputFile> files) {
    try (PredictionFiles open = PredictionFiles.open(warehouse.spark(), files, rules)) {
      List<Scan> scans = open.scan();
      Set<Slot> slots = new HashSet<>();
      scans.forEach(scan -> slots.addAll(scan.slots()));
      long rows = scans.stream().mapToLong(Scan::rows).sum();
      Dataset<Row> given = open.distinctRows();
      StandingRows standing = StandingRows.of(warehouse, slots);
      long added = open.overlapping() ? given.count() : rows;
      Dataset<Row> fresh = given;
      if (!standing.none()) {
        StandingRows.Comparison comparison = standing.compare(given);
        open.refuse(comparison.conflict());
        added = comparison.missing();
        fresh = standing.missing(given);
      }
      if (added > 0) {
        warehouse.append(RunTables.PREDICTIONS, open.tableColumns(fresh));
      }
      addRuns(slots);
      return new Result(rows, added, runIds(slots).size(), open.notes());
    }
  }

  private static Set<String> runIds(Set<Slot> slots) {
    Set<String> ids = new TreeSet<>();
    slots.forEach(slot -> ids.add(slot.runId()));
    return ids;
  }

  private void addRuns(Set<Slot> slots) {
    Map<String, Slot> missing = new HashMap<>();
    slots.forEach(slot -> missing.merge(slot.runId(), slot, ImportPredictions::sameModality));
    if (warehouse.exists(RunTables.RUNS)) {
      warehouse
          .read(RunTables.RUNS)
          .where(col("status").equalTo(IMPORTED))
          .select("run_id")
          .collectAsList()
          .forEach(row -> missing.remove(row.getString(0)));
    }
    List<Row> rows = new ArrayList<>();
    new TreeSet<>(missing.keySet()).forEach(id -> rows.add(row(missing.get(id))));
    if (!rows.isEmpty()) {
      warehouse.append(RunTables.RUNS, TableRows.frame(warehouse, RunTables.RUNS, rows));
    }
  }

  private static Slot sameModality(Slot one, Slot other) {
    if (one.modality() != null
        && other.modality() != null
        && !one.modality().equals(other.modality())) {
      throw new UserException(
          "model %s of source %s: column modality says both %s and %s; make it one"
              .formatted(one.run().model(), one.run().source(), one.modality(), other.modality()));
    }
    return one.modality() == null ? other : one;
  }

  private static Row row(Slot slot) {
    ImportedRun run = slot.run();
    return TableRows.of(RunTables.RUNS)
        .with("run_id", slot.runId())
        .with("source", run.source())
        .with("experiment", run.experiment())
        .with("task", run.task())
        .with("release", run.release())
        .with("model", run.model())
        .with("seed", run.seed())
        .with("modality", slot.modality())
        .with("status", IMPORTED)
        .row();
  }
}
