package org.plateau.worker;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.training.TrainingListener;

/**
 * Trains and predicts in a child JVM that this call starts, watches and ends. Whatever the outcome,
 * no process and no thread stays behind.
 *
 * <p>All calls block. They end early with {@link java.util.concurrent.CancellationException} when
 * the calling thread is interrupted (its interrupt flag stays set) or when {@code cancelled} says
 * so (a Spark task that is being killed). Listeners and sinks run on the calling thread; an
 * exception of theirs ends the child and is passed on.
 */
public final class WorkerClient {
  private static final ChildOptions ENGINE =
      new ChildOptions(EngineTasks.class.getName(), List.of());

  private WorkerClient() {}

  private static boolean never() {
    return false;
  }

  /**
   * Trains one run. Steps are reported at most some five times a second, epochs all.
   *
   * @throws WorkerException if the child fails, crashes, or passes a limit
   */
  public static TrainResult train(
      WorkerSettings settings, TrainRequest request, TrainingListener listener) {
    return train(settings, request, listener, WorkerClient::never);
  }

  /** The same, and asks several times a second whether to give up. */
  public static TrainResult train(
      WorkerSettings settings,
      TrainRequest request,
      TrainingListener listener,
      BooleanSupplier cancelled) {
    return train(ENGINE, settings, request, listener, cancelled);
  }

  /**
   * Predicts with one finished run; predictions arrive in the order of the request.
   *
   * @throws WorkerException if the child fails, crashes, or passes a limit; the sink may have got
   *     some of the predictions by then
   */
  public static void predict(
      WorkerSettings settings, PredictRequest request, Consumer<PredictionRecord> sink) {
    predict(settings, request, sink, WorkerClient::never);
  }

  /** The same, and asks several times a second whether to give up. */
  public static void predict(
      WorkerSettings settings,
      PredictRequest request,
      Consumer<PredictionRecord> sink,
      BooleanSupplier cancelled) {
    predict(ENGINE, settings, request, sink, cancelled);
  }

  static TrainResult train(
      ChildOptions options,
      WorkerSettings settings,
      TrainRequest request,
      TrainingListener listener,
      BooleanSupplier cancelled) {
    WorkerMessage last =
        Supervision.run(
            options,
            settings,
            new WorkerMessage.Train(Objects.requireNonNull(request, "request")),
            message -> {
              if (message instanceof WorkerMessage.Step step) {
                listener.onStep(step.epoch(), step.step(), step.totalSteps());
              } else if (message instanceof WorkerMessage.Epoch epoch) {
                listener.onEpoch(epoch.epoch());
              }
            },
            cancelled);
    return ((WorkerMessage.Trained) last).result();
  }

  static void predict(
      ChildOptions options,
      WorkerSettings settings,
      PredictRequest request,
      Consumer<PredictionRecord> sink,
      BooleanSupplier cancelled) {
    Supervision.run(
        options,
        settings,
        new WorkerMessage.Predict(Objects.requireNonNull(request, "request")),
        message -> {
          if (message instanceof WorkerMessage.Predictions batch) {
            batch.predictions().forEach(sink);
          }
        },
        cancelled);
  }
}
