package org.plateau.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.TrainResult;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;
import org.plateau.worker.Committer;
import org.plateau.worker.FinishedRun;
import org.plateau.worker.RunDirectories;

/**
 * Folds finished runs into {@code epochs} and {@code runs}: exactly one attempt a run, chosen by
 * the run directories, however many attempts wrote. Runs that stand in {@code runs} and have not
 * failed are left alone, so an attempt that ends late changes nothing.
 */
public final class CommitRuns {
  /** Status of a run whose every attempt failed. */
  public static final String FAILED = "failed";

  private final Warehouse warehouse;
  private final WorkFolders folders;
  private final RunDirectories directories;
  private final Set<String> committed = new HashSet<>();

  /** Reads which runs stand already. */
  public CommitRuns(Warehouse warehouse, WorkFolders folders) {
    this.warehouse = warehouse;
    this.folders = folders;
    this.directories = new RunDirectories(folders.runs());
    warehouse
        .read(RunTables.RUNS)
        .where(functions.col("status").notEqual(FAILED))
        .select("run_id")
        .collectAsList()
        .forEach(row -> committed.add(row.getString(0)));
  }

  /** Runs that stand in the tables and have not failed. */
  public Set<String> committed() {
    return Set.copyOf(committed);
  }

  /**
   * Commits all finished runs that are not in the tables yet, in one batch.
   *
   * @return their number
   */
  public int commitFinished() {
    List<Row> runs = new ArrayList<>();
    List<Row> epochs = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (FinishedRun run : uncommitted()) {
      Optional<RunCard> card = card(run.runId());
      if (card.isPresent()) {
        runs.add(row(card.get(), run));
        run.result().epochs().forEach(epoch -> epochs.add(row(run.runId(), epoch)));
        ids.add(run.runId());
      }
    }
    if (!runs.isEmpty()) {
      warehouse.appendMissing(
          RunTables.EPOCHS, TableRows.frame(warehouse, RunTables.EPOCHS, epochs));
      warehouse.replaceGroups(
          RunTables.RUNS, "run_id", TableRows.frame(warehouse, RunTables.RUNS, runs));
      committed.addAll(ids);
    }
    return runs.size();
  }

  private List<FinishedRun> uncommitted() {
    try {
      return new Committer(directories).uncommitted(committed);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read run directories in " + folders.runs(), e);
    }
  }

  private Optional<RunCard> card(String runId) {
    return StageJson.readFile(
        folders.runs().resolve(runId).resolve(RunCard.FILE_NAME), RunCard.class);
  }

  /** Records runs that could not be finished; a later start tries them again. */
  public void commitFailed(List<RunOutcome> failed) {
    List<Row> rows = new ArrayList<>();
    for (RunOutcome outcome : failed) {
      card(outcome.runId())
          .ifPresent(
              card ->
                  rows.add(
                      described(card)
                          .with("status", FAILED)
                          .with("error", outcome.error())
                          .with("attempts", attempts(card.runId()))
                          .row()));
    }
    if (!rows.isEmpty()) {
      warehouse.replaceGroups(
          RunTables.RUNS, "run_id", TableRows.frame(warehouse, RunTables.RUNS, rows));
    }
  }

  private int attempts(String runId) {
    try {
      return directories.attempts(runId).size();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list attempts of run " + runId, e);
    }
  }

  private static TableRows described(RunCard card) {
    return TableRows.of(RunTables.RUNS)
        .with("run_id", card.runId())
        .with("source", RunCard.OWN_SOURCE)
        .with("experiment", card.experiment())
        .with("corpus", card.corpus())
        .with("task", card.task())
        .with("release", card.release())
        .with("fold", card.fold())
        .with("model", card.model())
        .with("optimiser", card.hyperParameters().optimiser())
        .with("learning_rate", card.hyperParameters().learningRate())
        .with("batch_size", card.hyperParameters().batchSize())
        .with("epochs", card.hyperParameters().epochs())
        .with("seed", card.seed())
        .with("frozen", card.frozen().isEmpty() ? null : String.join(",", card.frozen()))
        .with("data_fingerprint", card.fingerprint())
        .with("provenance_id", card.provenanceId());
  }

  private Row row(RunCard card, FinishedRun run) {
    TrainResult result = run.result();
    return described(card)
        .with("status", result.status())
        .with("best_epoch", result.bestEpoch())
        .with("dev_uar", result.devUar())
        .with("seconds", result.seconds())
        .with("attempts", attempts(card.runId()))
        .with("parameters", result.parameters())
        .with("trained_parameters", result.trainableParameters())
        .with("initial_weights_sha256", result.initialWeightsSha256())
        .with("weights_path", weightsPath(run))
        .with("weights_sha256", result.weightsSha256())
        .with("host", StageJson.write(result.host()))
        .with("error", result.reason())
        .row();
  }

  /** Relative to the warehouse, so that a warehouse can move. */
  private String weightsPath(FinishedRun run) {
    return run.weights() == null
        ? null
        : folders.root().toAbsolutePath().relativize(run.weights().toAbsolutePath()).toString();
  }

  private static Row row(String runId, EpochRecord epoch) {
    return TableRows.of(RunTables.EPOCHS)
        .with("run_id", runId)
        .with("epoch", epoch.epoch())
        .with("train_loss", epoch.trainLoss())
        .with("dev_loss", epoch.devLoss())
        .with("dev_uar", epoch.devUar())
        .with("seconds", epoch.seconds())
        .with("attempt", epoch.attempt())
        .row();
  }
}
