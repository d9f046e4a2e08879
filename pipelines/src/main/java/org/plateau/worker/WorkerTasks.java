package org.plateau.worker;

import java.util.function.Consumer;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.training.TrainingListener;

/** What a child process can do; implementations have a public constructor without arguments. */
public interface WorkerTasks {
  /** Trains; called on the child's main thread. */
  TrainResult train(TrainRequest request, TrainingListener listener) throws Exception;

  /** Predicts and hands each prediction to the sink. */
  void predict(PredictRequest request, Consumer<PredictionRecord> sink) throws Exception;
}
