package org.plateau.worker;

import java.io.IOException;
import java.util.function.Consumer;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.Predictor;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.training.Trainer;
import org.plateau.nn.training.TrainingListener;

/** The real work of a child process: one network, trained or used for predictions. */
public final class EngineTasks implements WorkerTasks {
  @Override
  public TrainResult train(TrainRequest request, TrainingListener listener) throws IOException {
    return new Trainer().train(request, listener);
  }

  @Override
  public void predict(PredictRequest request, Consumer<PredictionRecord> sink) throws IOException {
    new Predictor().predict(request, sink);
  }
}
