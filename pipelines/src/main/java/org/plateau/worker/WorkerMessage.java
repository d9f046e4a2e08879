package org.plateau.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainResult;

/**
 * What parent and child say to each other: one JSON object a frame, told apart by {@code type};
 * samples and features travel as bytes, see {@link Frames}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerMessage.Train.class, name = "train"),
  @JsonSubTypes.Type(value = WorkerMessage.Predict.class, name = "predict"),
  @JsonSubTypes.Type(value = WorkerMessage.Heartbeat.class, name = "heartbeat"),
  @JsonSubTypes.Type(value = WorkerMessage.Step.class, name = "step"),
  @JsonSubTypes.Type(value = WorkerMessage.Epoch.class, name = "epoch"),
  @JsonSubTypes.Type(value = WorkerMessage.Predictions.class, name = "predictions"),
  @JsonSubTypes.Type(value = WorkerMessage.Trained.class, name = "trained"),
  @JsonSubTypes.Type(value = WorkerMessage.Predicted.class, name = "predicted"),
  @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = WorkerMessage.Open.class, name = "open"),
  @JsonSubTypes.Type(value = WorkerMessage.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = WorkerMessage.TooShort.class, name = "too-short")
})
sealed interface WorkerMessage {
  /** Parent: train this. */
  record Train(TrainRequest request) implements WorkerMessage {}

  /** Parent: predict this. */
  record Predict(PredictRequest request) implements WorkerMessage {}

  /** Child: alive. */
  record Heartbeat(long count) implements WorkerMessage {}

  /** Child: progress within an epoch; thinned. */
  record Step(int epoch, long step, long totalSteps) implements WorkerMessage {}

  /** Child: an epoch is complete. */
  record Epoch(EpochRecord epoch) implements WorkerMessage {}

  /** Child: some predictions, in order. */
  record Predictions(List<PredictionRecord> predictions) implements WorkerMessage {
    public Predictions {
      predictions = List.copyOf(predictions);
    }
  }

  /** Child: training is over; the last message. */
  record Trained(TrainResult result) implements WorkerMessage {}

  /** Child: all predictions are sent; the last message. */
  record Predicted(long count) implements WorkerMessage {}

  /** Child: the task threw; the last message. */
  record Failed(String message, String stack) implements WorkerMessage {}

  /** Parent: open a native extractor, then answer clips. */
  record Open(String featureSet, String home) implements WorkerMessage {}

  /** Child: the extractor is open. */
  record Opened(String extractor, List<String> names) implements WorkerMessage {
    public Opened {
      names = List.copyOf(names);
    }
  }

  /** Parent: a clip of 16 kHz mono 16-bit samples, little endian. */
  record Clip(long number, byte[] pcm16) implements WorkerMessage {}

  /** Child: its features, float32 little endian, frames x dims. */
  record Features(long number, int frames, int dims, byte[] values) implements WorkerMessage {}

  /** Child: the clip has no frame. */
  record TooShort(long number, String detail) implements WorkerMessage {}
}
