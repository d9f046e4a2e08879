package org.plateau.nn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.nn.Gradients;
import org.plateau.nn.checkpoint.HostTensor;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.checkpoint.TensorSource;
import org.plateau.nn.checkpoint.WeightTensors;

/**
 * Adam without weight decay (Kingma and Ba 2015, as PyTorch computes it): betas .9 and .999, eps
 * 1e-8 added to the bias-corrected square root.
 *
 * <p>The update is lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps). The engine's kernel
 * computes r * m / (sqrt(v) + e); with r = lr sqrt(1 - b2^t) / (1 - b1^t) and e = eps sqrt(1 -
 * b2^t) the two are the same number, so one native call a tensor does it on a GPU, and {@link
 * HostAdam} the same in main memory. Both take their betas as float32; the bias corrections use
 * these rounded betas.
 */
public final class Adam implements Optimiser {
  static final float BETA1 = 0.9f;
  static final float BETA2 = 0.999f;
  static final double EPSILON = 1e-8;
  private static final String MEAN = "exp_avg.";
  private static final String SQUARE = "exp_avg_sq.";
  private static final String STEP = "step";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private final double learningRate;
  private final Map<String, NDArray> trainable;
  private final NDManager manager;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> squares = new LinkedHashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final IdentityHashMap<Slot, Boolean> inMemory = new IdentityHashMap<>();
  private final HostAdam host = new HostAdam(Integer.getInteger(THREADS, 1));
  private long steps;

  private record Slot(PtNDArray weight, PtNDArray mean, PtNDArray square) {}

  /**
   * An optimiser with zero state.
   *
   * @param trainable tensors by name; they must ask for gradients
   * @param learningRate step size, > 0
   */
  public Adam(Map<String, NDArray> trainable, double learningRate) {
    this.learningRate = learningRate;
    this.trainable = trainable;
    NDManager parent = trainable.values().iterator().next().getManager();
    this.manager = parent.newSubManager();
    trainable.forEach(
        (name, weight) -> {
          NDArray mean = manager.zeros(weight.getShape(), weight.getDataType());
          NDArray square = manager.zeros(weight.getShape(), weight.getDataType());
          means.put(MEAN + name, mean);
          squares.put(SQUARE + name, square);
          slots.add(new Slot((PtNDArray) weight, (PtNDArray) mean, (PtNDArray) square));
        });
  }

  @Override
  public void step() {
    steps++;
    double correction1 = 1 - Math.pow(BETA1, (double) steps);
    double correction2 = Math.sqrt(1 - Math.pow(BETA2, (double) steps));
    float rate = (float) (learningRate * correction2 / correction1);
    float epsilon = (float) (EPSILON * correction2);
    Gradients.withoutRecording(
        () -> {
          for (Slot slot : slots) {
            update(slot, rate, epsilon);
          }
        });
  }

  private void update(Slot slot, float rate, float epsilon) {
    try (PtNDArray gradient = (PtNDArray) Gradients.of(slot.weight())) {
      boolean here =
          inMemory.computeIfAbsent(
              slot, any -> HostAdam.serves(slot.weight(), gradient, slot.mean(), slot.square()));
      if (here) {
        host.update(
            slot.weight(),
            gradient,
            slot.mean(),
            slot.square(),
            new HostAdam.Scalars(BETA1, BETA2, rate, epsilon));
      } else {
        updateByEngine(slot, gradient, rate, epsilon);
      }
    }
  }

  private static void updateByEngine(Slot slot, PtNDArray gradient, float rate, float epsilon) {
    JniUtils.adamUpdate(
        slot.weight(),
        gradient,
        slot.mean(),
        slot.square(),
        rate,
        rate,
        0f,
        1f,
        -1f,
        BETA1,
        BETA2,
        epsilon,
        false);
    JniUtils.zeroGrad(slot.weight());
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
    Map<String, TensorSource> state = new LinkedHashMap<>();
    state.put(STEP, HostTensor.scalar(steps));
    state.putAll(WeightTensors.sources(means));
    state.putAll(WeightTensors.sources(squares));
    return state;
  }

  @Override
  public void load(SafetensorsFile file) throws IOException {
    WeightTensors.load(means, file);
    WeightTensors.load(squares, file);
    steps = file.read(STEP).toLongs()[0];
  }

  @Override
  public void close() {
    host.close();
    manager.close();
  }
}
