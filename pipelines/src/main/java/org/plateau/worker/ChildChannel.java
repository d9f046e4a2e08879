package org.plateau.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.TrainingListener;

/** The child's side of the pipe to its parent; safe for several threads. */
final class ChildChannel implements TrainingListener {
  private static final int PREDICTIONS_A_MESSAGE = 256;
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final OutputStream out;
  private final List<PredictionRecord> pending = new ArrayList<>();
  private long lastStepNanos = System.nanoTime() - STEP_NANOS;
  private long heartbeats;
  private long predictions;

  ChildChannel(OutputStream out) {
    this.out = out;
  }

  /** Sends a message; a parent that is gone ends this process. */
  synchronized void send(WorkerMessage message) {
    try {
      Frames.write(out, message);
    } catch (IOException e) {
      WorkerMain.halt(WorkerMain.EXIT_ORPHANED, "cannot write to the parent: " + e.getMessage());
    }
  }

  synchronized void heartbeat() {
    heartbeats++;
    send(new WorkerMessage.Heartbeat(heartbeats));
  }

  @Override
  public void onStep(int epoch, long step, long totalSteps) {
    long now = System.nanoTime();
    if (now - lastStepNanos >= STEP_NANOS || step == totalSteps) {
      lastStepNanos = now;
      send(new WorkerMessage.Step(epoch, step, totalSteps));
    }
  }

  @Override
  public void onEpoch(EpochRecord epoch) {
    send(new WorkerMessage.Epoch(epoch));
  }

  /** Takes one prediction; they leave in groups. */
  void predicted(PredictionRecord prediction) {
    pending.add(prediction);
    predictions++;
    if (pending.size() == PREDICTIONS_A_MESSAGE) {
      flushPredictions();
    }
  }

  /** Sends what is left; returns how many predictions there were in all. */
  long flushPredictions() {
    if (!pending.isEmpty()) {
      send(new WorkerMessage.Predictions(pending));
      pending.clear();
    }
    return predictions;
  }
}
