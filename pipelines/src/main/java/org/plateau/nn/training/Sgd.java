package org.plateau.nn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.plateau.nn.Gradients;
import org.plateau.nn.checkpoint.HostTensor;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.checkpoint.TensorSource;

/** Stochastic gradient descent without momentum or decay: weight -= learning rate * gradient. */
public final class Sgd implements Optimiser {
  private static final String STEP = "step";

  private final float learningRate;
  private final Map<String, NDArray> trainable;
  private final List<PtNDArray> weights;
  private long steps;

  /**
   * An optimiser without state but its step count.
   *
   * @param trainable tensors by name; they must ask for gradients
   * @param learningRate step size, > 0
   */
  public Sgd(Map<String, NDArray> trainable, double learningRate) {
    this.learningRate = (float) learningRate;
    this.trainable = trainable;
    this.weights = trainable.values().stream().map(PtNDArray.class::cast).toList();
  }

  @Override
  public void step() {
    steps++;
    Gradients.withoutRecording(
        () -> {
          for (PtNDArray weight : weights) {
            try (NDArray gradient = Gradients.of(weight)) {
              JniUtils.sgdUpdate(weight, (PtNDArray) gradient, null, learningRate, 0f, 1f, -1f, 0f);
            }
            JniUtils.zeroGrad(weight);
          }
        });
  }

  @Override
  public Map<String, NDArray> tensors() {
    return trainable;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Map<String, TensorSource> state() {
    return Map.of(STEP, HostTensor.scalar(steps));
  }

  @Override
  public void load(SafetensorsFile file) throws IOException {
    steps = file.read(STEP).toLongs()[0];
  }

  @Override
  public void close() {}
}
