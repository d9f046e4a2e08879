package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.config.UserException;
import org.plateau.models.ModelSpec;
import org.plateau.nn.blocks.Macs;
import org.plateau.nn.training.HyperParameters;
import org.plateau.nn.training.Optimiser;
import org.plateau.nn.training.WeightedCrossEntropy;

/**
 * The numbers by which a network compares with the same network in another program: weights and
 * input by {@link GoldenFill}, two clips named {@code input}, labels 1 and 3, class weights .5, 1,
 * 1.5, ..., evaluation mode throughout, Adam with learning rate 1e-4.
 */
public final class Parity {
  /** Length in seconds of the clips that multiply-adds are reported for. */
  public static final double REFERENCE_SECONDS = 3;

  private static final int[] LABELS = {1, 3};
  private static final double CLASS_WEIGHT_STEP = 0.5;
  private static final double LEARNING_RATE = 1e-4;
  private static final double WAVE_SCALE = 0.1;
  private static final String WAVE = "raw";

  private Parity() {}

  /**
   * What to compute.
   *
   * @param model catalogue entry
   * @param salt separates one set of weights and inputs from another
   * @param gain factor on the tensors of rank 2 and more, > 0
   * @param classes number of logits, in [2, 10000]
   * @param seconds length of the clips, in [0.1, 60]
   * @param steps optimiser steps, in [0, 1000]
   */
  public record Request(
      ModelSpec model, String salt, double gain, int classes, double seconds, int steps) {
    public Request {
      check(gain > 0 && gain <= 1e6, "gain", gain, "in (0, 1000000]");
      check(classes >= 2 && classes <= 10_000, "classes", classes, "in [2, 10000]");
      check(seconds >= 0.1 && seconds <= 60, "seconds", seconds, "in [0.1, 60]");
      check(steps >= 0 && steps <= 1000, "steps", steps, "in [0, 1000]");
    }

    private static void check(boolean valid, String name, Number value, String rule) {
      if (!valid) {
        throw new UserException(name + " = " + value + " must be " + rule);
      }
    }
  }

  /**
   * What came out.
   *
   * @param model name of the model
   * @param logits one row a clip
   * @param loss weighted cross-entropy in nats
   * @param gradNorms L2 norm of the loss's gradient by parameter
   * @param losses loss after 1, 2, ... optimiser steps
   * @param parameters number of trainable values
   * @param macs multiply-adds of one clip of {@link #REFERENCE_SECONDS}
   * @param macsTorchinfo the same as the tool torchinfo counts
   */
  public record Result(
      String model,
      List<List<Double>> logits,
      double loss,
      Map<String, Double> gradNorms,
      List<Double> losses,
      long parameters,
      long macs,
      long macsTorchinfo) {}

  /** Builds the network, fills it and computes; the network is freed before it returns. */
  public static Result compute(Request request) {
    ModelSpec model = request.model();
    NetworkFactory factory = Networks.factory(model.architecture());
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, request.classes(), model.options(), 0)) {
      GoldenFill.fill(network, request.salt(), request.gain());
      Macs macs = MacCounter.count(network, factory.clipShape(model.options(), REFERENCE_SECONDS));
      Run run = new Run(manager, network, request, factory);
      List<List<Double>> logits = new ArrayList<>();
      double loss = run.backward(logits);
      Map<String, Double> norms = norms(network.trainable());
      return new Result(
          model.name(),
          logits,
          loss,
          norms,
          run.optimise(),
          Networks.size(network.trainable()),
          macs.multiplyAdds(),
          macs.torchinfo());
    }
  }

  private static Map<String, Double> norms(Map<String, NDArray> parameters) {
    Map<String, Double> norms = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          try (NDArray gradient = Gradients.of(parameter)) {
            double sum = 0;
            for (float value : gradient.toFloatArray()) {
              sum += (double) value * value;
            }
            norms.put(name, Math.sqrt(sum));
          }
        });
    return norms;
  }

  /** One network and its clips. */
  private record Run(NDManager manager, Network network, Request request, NetworkFactory factory) {
    /** Leaves the gradients on the parameters and adds the logits to {@code rows}. */
    double backward(List<List<Double>> rows) {
      try (NDManager scope = manager.newSubManager();
          Gradients.Recording recording = Gradients.record()) {
        NDArray logits = network.forward(input(scope), false);
        NDArray loss = loss(logits);
        recording.backward(loss);
        float[] flat = logits.toFloatArray();
        for (int row = 0; row < LABELS.length; row++) {
          List<Double> values = new ArrayList<>();
          for (int c = 0; c < request.classes(); c++) {
            values.add((double) flat[row * request.classes() + c]);
          }
          rows.add(List.copyOf(values));
        }
        return loss.getFloat();
      }
    }

    /** Losses after each step, the first with the gradients that stand on the parameters. */
    List<Double> optimise() {
      List<Double> losses = new ArrayList<>();
      HyperParameters settings = new HyperParameters("adam", LEARNING_RATE, LABELS.length, 1);
      try (Optimiser optimiser = Optimiser.create(settings, network.trainable())) {
        for (int step = 0; step < request.steps(); step++) {
          optimiser.step();
          losses.add(backward(new ArrayList<>()));
        }
      }
      return losses;
    }

    private NDArray input(NDManager scope) {
      long[] clip = factory.clipShape(request.model().options(), request.seconds());
      Shape shape = new Shape(LABELS.length).addAll(new Shape(clip));
      double scale = request.model().featureSet().equals(WAVE) ? WAVE_SCALE : 1;
      return GoldenFill.signal(scope, request.salt(), "input", shape, scale);
    }

    private NDArray loss(NDArray logits) {
      double[] weights = new double[request.classes()];
      for (int c = 0; c < weights.length; c++) {
        weights[c] = CLASS_WEIGHT_STEP * (c + 1);
      }
      int[] labels = new int[LABELS.length];
      for (int clip = 0; clip < labels.length; clip++) {
        labels[clip] = LABELS[clip] % request.classes();
      }
      return WeightedCrossEntropy.ofWeights(weights).batchLoss(logits, labels);
    }
  }
}
