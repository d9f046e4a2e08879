package org.plateau.stages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.tables.RunTables;
import org.plateau.worker.WorkerClient;
import org.plateau.worker.WorkerException;
import org.plateau.worker.WorkerSettings;

/**
 * The executor's side of {@link PredictRuns}: one order a run in, rows of {@code predictions} out.
 * A run whose worker fails gives no row and is told through the accumulator.
 */
final class PredictOneRun implements MapPartitionsFunction<String, Row> {
  private static final long serialVersionUID = 1L;

  private final CollectionAccumulator<String> failures;

  PredictOneRun(CollectionAccumulator<String> failures) {
    this.failures = failures;
  }

  /**
   * One run's predictions; travels as JSON.
   *
   * @param card what the run is
   * @param request what to predict
   * @param settings limits of the worker
   * @param place where the executor reads packs
   */
  record Order(RunCard card, PredictRequest request, WorkerSettings settings, PackPlace place) {}

  @Override
  public Iterator<Row> call(Iterator<String> orders) throws IOException {
    TaskContext task = TaskContext.get();
    List<Row> rows = new ArrayList<>();
    while (orders.hasNext()) {
      Order order = StageJson.read(orders.next(), Order.class);
      List<Row> own = new ArrayList<>();
      try (PackPlace.Leases packs = order.place().open()) {
        WorkerClient.predict(
            order.settings(),
            local(order.request(), packs),
            record -> own.add(row(order.card(), record)),
            () -> TrainOneRun.cancelled(task));
        rows.addAll(own);
      } catch (WorkerException e) {
        failures.add(
            StageJson.write(new RunOutcome(order.card().runId(), e.getMessage(), e.details())));
      }
    }
    return rows.iterator();
  }

  private static PredictRequest local(PredictRequest request, PackPlace.Leases packs)
      throws IOException {
    List<PredictRequest.Slice> slices = new ArrayList<>();
    for (PredictRequest.Slice slice : request.slices()) {
      slices.add(
          new PredictRequest.Slice(
              packs.folder(slice.pack()), slice.testSet(), slice.condition(), slice.utterances()));
    }
    return request.withSlices(slices);
  }

  private static Row row(RunCard card, PredictionRecord record) {
    Float[] logits = new Float[record.logits().length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = record.logits()[i];
    }
    return TableRows.of(RunTables.PREDICTIONS)
        .with("run_id", card.runId())
        .with("test_set", record.testSet())
        .with("condition", record.condition())
        .with("utterance", record.utterance())
        .with("source", RunCard.OWN_SOURCE)
        .with("experiment", card.experiment())
        .with("task", card.task())
        .with("release", card.release())
        .with("model", card.model())
        .with("seed", card.seed())
        .with("audio_id", record.audioId())
        .with("speaker", record.speaker())
        .with("label", record.label())
        .with("prediction", record.prediction())
        .with("logits", logits)
        .with("loss", Double.isNaN(record.loss()) ? null : (Object) record.loss())
        .row();
  }
}
