package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.plateau.stages.plan.PlannedRun;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;
import org.plateau.worker.RunDirectories;

/** Tells in a few words what has become of planned runs: from the tables, else from the folders. */
public final class RunStates {
  private final Warehouse warehouse;
  private final RunDirectories directories;

  public RunStates(Warehouse warehouse, WorkFolders folders) {
    this.warehouse = warehouse;
    this.directories = new RunDirectories(folders.runs());
  }

  /** A line by run id, for every planned run. */
  public Map<String, String> of(List<PlannedRun> plan) {
    Map<String, String> committed = new HashMap<>();
    for (Row row :
        warehouse
            .read(RunTables.RUNS)
            .where(col("run_id").isin(plan.stream().map(PlannedRun::runId).toArray()))
            .select("run_id", "status", "dev_uar", "attempts", "error")
            .collectAsList()) {
      committed.put(row.getString(0), inTable(row));
    }
    Map<String, String> states = new LinkedHashMap<>();
    for (PlannedRun run : plan) {
      states.put(
          run.runId(),
          Optional.ofNullable(committed.get(run.runId())).orElseGet(() -> onDisk(run.runId())));
    }
    return states;
  }

  private static String inTable(Row row) {
    return row.isNullAt(4)
        ? String.format(
            Locale.ROOT,
            "%s, dev UAR %.3f, attempts %d",
            row.getString(1),
            row.isNullAt(2) ? Double.NaN : row.getDouble(2),
            row.getInt(3))
        : row.getString(1) + ": " + row.getString(4);
  }

  private String onDisk(String runId) {
    List<Integer> attempts;
    try {
      attempts = directories.attempts(runId);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list attempts of run " + runId, e);
    }
    if (attempts.isEmpty()) {
      return "waiting";
    }
    int last = attempts.get(attempts.size() - 1);
    Path folder = directories.attemptDir(runId, last);
    return StageJson.readFile(folder.resolve(RunProgress.FILE_NAME), RunProgress.class)
        .map(
            at ->
                String.format(
                    Locale.ROOT,
                    "started, attempt %d, epoch %d of %d, step %d of %d",
                    last,
                    at.epoch(),
                    at.epochs(),
                    at.step(),
                    at.totalSteps()))
        .orElse("started, attempt " + last);
  }
}
