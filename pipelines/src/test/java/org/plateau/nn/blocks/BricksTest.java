package org.plateau.nn.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plateau.nn.Gradients;

class BricksTest {
  private NDManager manager;
  private Weights weights;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    weights = new Weights(manager, 7);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void batchNormUsesBiasedVarianceAndKeepsTheUnbiasedOne() {
    BatchNorm norm = new BatchNorm(weights, 2);
    // channel 0: 1, 3, 5, 7 (mean 4, squares 20); channel 1: 2, 2, 2, 10 (mean 4, squares 48)
    NDArray x = manager.create(new float[] {1, 3, 2, 2, 5, 7, 2, 10}, new Shape(2, 2, 2));
    float[] y = norm.apply(x, Pass.TRAINING).toFloatArray();
    double biased = 20 / 4.0;
    assertThat(y[0]).isCloseTo((float) (-3 / Math.sqrt(biased + 1e-5)), within(1e-6f));
    assertThat(y[7]).isCloseTo((float) (6 / Math.sqrt(48 / 4.0 + 1e-5)), within(1e-6f));
    Map<String, NDArray> state = norm.state();
    assertThat(state.get("running_mean").toFloatArray()).containsExactly(.4f, .4f);
    assertThat(state.get("running_var").toFloatArray())
        .containsExactly(
            new float[] {(float) (.9 + .1 * 20 / 3), (float) (.9 + .1 * 48 / 3)}, within(1e-6f));
    assertThat(state.get("num_batches_tracked").getLong()).isEqualTo(1);
    assertThat(norm.trainable()).containsOnlyKeys("weight", "bias");
  }

  @Test
  void batchNormInEvaluationLeavesItsStatistics() {
    BatchNorm norm = new BatchNorm(weights, 1);
    float[] y =
        norm.apply(manager.create(new float[] {3}, new Shape(1, 1)), Pass.EVALUATION)
            .toFloatArray();
    assertThat(y[0]).isCloseTo((float) (3 / Math.sqrt(1 + 1e-5)), within(1e-6f));
    assertThat(norm.state().get("num_batches_tracked").getLong()).isZero();
    assertThat(norm.state().get("running_mean").toFloatArray()).containsExactly(0);
  }

  @Test
  void lstmFollowsTheGateOrderInputForgetCellOutput() {
    int in = 3;
    int hidden = 2;
    int frames = 4;
    Lstm lstm = new Lstm(weights, in, hidden, 2, 0.5);
    assertThat(lstm.state().keySet())
        .containsExactly(
            "weight_ih_l0",
            "weight_hh_l0",
            "bias_ih_l0",
            "bias_hh_l0",
            "weight_ih_l1",
            "weight_hh_l1",
            "bias_ih_l1",
            "bias_hh_l1");
    NDArray x = manager.randomNormal(new Shape(1, frames, in));
    float[] y = lstm.apply(x, Pass.EVALUATION).toFloatArray();
    double[][] expected = rows(x.toFloatArray(), in);
    for (int layer = 0; layer < 2; layer++) {
      expected = layer(lstm.state(), layer, expected, hidden);
    }
    double[] flat = Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray();
    for (int i = 0; i < y.length; i++) {
      assertThat((double) y[i]).isCloseTo(flat[i], within(1e-6));
    }
  }

  @Test
  void lstmDropsBetweenLayersOnly() {
    Lstm one = new Lstm(weights, 3, 4, 1, 0.5);
    Lstm two = new Lstm(weights, 3, 4, 2, 0.5);
    NDArray x = manager.randomNormal(new Shape(2, 5, 3));
    assertThat(one.apply(x, Pass.TRAINING)).isEqualTo(one.apply(x, Pass.EVALUATION));
    assertThat(two.apply(x, Pass.TRAINING)).isNotEqualTo(two.apply(x, Pass.EVALUATION));
  }

  @Test
  void stochasticDepthKeepsOrDropsWholeClips() {
    NDArray x = manager.ones(new Shape(200, 3, 2, 2));
    float[] y = new StochasticDepth(0.25).apply(x, Pass.TRAINING).toFloatArray();
    int kept = 0;
    for (int clip = 0; clip < 200; clip++) {
      float first = y[clip * 12];
      assertThat(first).isIn(0f, 1 / 0.75f);
      for (int i = 0; i < 12; i++) {
        assertThat(y[clip * 12 + i]).isEqualTo(first);
      }
      kept += first > 0 ? 1 : 0;
    }
    // 150 expected, deviation 6.1; 5 deviations
    assertThat(kept).isBetween(119, 181);
    assertThat(new StochasticDepth(0.25).apply(x, Pass.EVALUATION)).isSameAs(x);
  }

  @Test
  void convolutionRespectsGroupsStrideAndPadding() {
    Conv2d conv = Conv2d.standard(weights, new Conv2d.Settings(4, 6, 3, 2, 1, 2, true));
    assertThat(conv.state().get("weight").getShape()).isEqualTo(new Shape(6, 2, 3, 3));
    NDArray x = manager.randomNormal(new Shape(1, 4, 7, 6));
    NDArray y = conv.apply(x, Pass.EVALUATION);
    assertThat(y.getShape()).isEqualTo(new Shape(1, 6, 4, 3));
    float[] w = conv.state().get("weight").toFloatArray();
    float bias = conv.state().get("bias").toFloatArray()[5];
    double sum = bias;
    // Output channel 5 (second group: input channels 2 and 3), row 1, column 1.
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          sum += w[((5 * 2 + c) * 3 + i) * 3 + j] * x.getFloat(0, 2 + c, 1 + i, 1 + j);
        }
      }
    }
    assertThat((double) y.getFloat(0, 5, 1, 1)).isCloseTo(sum, within(1e-5));
    assertThat(conv.macs(x.getShape(), y.getShape())).isEqualTo(new Macs(108 * 12, 114 * 12));
    assertThatThrownBy(() -> new Conv2d.Settings(4, 6, 3, 1, 1, 3, true))
        .hasMessageContaining("groups must divide");
  }

  @Test
  void defaultWeightsFillTheirBounds() {
    Linear linear = Linear.standard(weights, 100, 400);
    float[] w = linear.state().get("weight").toFloatArray();
    assertThat(largest(w)).isBetween(.0999f, .1f);
    assertThat(deviation(w)).isCloseTo(.1 / Math.sqrt(3), within(.001));
    Conv1d conv = new Conv1d(weights, 8, 64, 8, 1, 3);
    assertThat(largest(conv.state().get("weight").toFloatArray())).isBetween(.124f, .125f);
    assertThat(largest(conv.state().get("bias").toFloatArray())).isBetween(.1f, .125f);
    Lstm lstm = new Lstm(weights, 5, 64, 1, 0);
    assertThat(largest(lstm.state().get("weight_ih_l0").toFloatArray())).isBetween(.124f, .125f);
    Conv2d depthwise = Conv2d.byFanOut(weights, new Conv2d.Settings(96, 96, 3, 1, 1, 96, false));
    double expected = Math.sqrt(2 / (96 * 9.0));
    float[] normal = depthwise.state().get("weight").toFloatArray();
    assertThat(deviation(normal)).isCloseTo(expected, within(.1 * expected));
    assertThat((double) largest(normal)).isGreaterThan(2.5 * expected);
    assertThat(depthwise.state()).containsOnlyKeys("weight");
    Linear head = Linear.byFanOut(weights, 1280, 4);
    assertThat(largest(head.state().get("weight").toFloatArray())).isBetween(.49f, .5f);
    assertThat(head.state().get("bias").toFloatArray()).containsOnly(0);
  }

  @Test
  void siluIsTheSameWithAndWithoutRecording() {
    NDArray x = manager.create(new float[] {-3, -1, 0, 2});
    float[] plain =
        Gradients.inference(() -> Activation.silu().apply(x, Pass.EVALUATION).toFloatArray());
    Gradients.require(x);
    try (Gradients.Recording recording = Gradients.record()) {
      NDArray y = Activation.silu().apply(x, Pass.EVALUATION);
      assertThat(y.toFloatArray()).containsExactly(plain);
      recording.backward(y.sum());
    }
    float[] gradient = Gradients.of(x).toFloatArray();
    for (int i = 0; i < plain.length; i++) {
      double v = new double[] {-3, -1, 0, 2}[i];
      double s = 1 / (1 + Math.exp(-v));
      assertThat((double) plain[i]).isCloseTo(v * s, within(1e-6));
      assertThat((double) gradient[i]).isCloseTo(s * (1 + v * (1 - s)), within(1e-6));
    }
  }

  @Test
  void namesFollowTheTreeAndMayNotRepeat() {
    Sequential inner = new Sequential().add("a", Linear.standard(weights, 1, 1));
    Sequential outer = new Sequential().add("x", new Sequential().add("y", inner));
    assertThat(outer.state().keySet()).containsExactly("x.y.a.weight", "x.y.a.bias");
    assertThatThrownBy(() -> outer.add("x", new Dropout(0))).hasMessageContaining("taken");
    assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("[0, 1)");
  }

  private static double[][] rows(float[] values, int width) {
    double[][] rows = new double[values.length / width][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }

  private static double[][] layer(
      Map<String, NDArray> state, int layer, double[][] input, int hidden) {
    double[][] wi = rows(state.get("weight_ih_l" + layer).toFloatArray(), input[0].length);
    double[][] wh = rows(state.get("weight_hh_l" + layer).toFloatArray(), hidden);
    float[] bi = state.get("bias_ih_l" + layer).toFloatArray();
    float[] bh = state.get("bias_hh_l" + layer).toFloatArray();
    double[] h = new double[hidden];
    double[] c = new double[hidden];
    double[][] out = new double[input.length][];
    for (int t = 0; t < input.length; t++) {
      double[] gates = new double[4 * hidden];
      for (int g = 0; g < gates.length; g++) {
        gates[g] = bi[g] + bh[g] + dot(wi[g], input[t]) + dot(wh[g], h);
      }
      double[] next = new double[hidden];
      for (int k = 0; k < hidden; k++) {
        double candidate = Math.tanh(gates[2 * hidden + k]);
        c[k] = sigmoid(gates[hidden + k]) * c[k] + sigmoid(gates[k]) * candidate;
        next[k] = sigmoid(gates[3 * hidden + k]) * Math.tanh(c[k]);
      }
      h = next;
      out[t] = next;
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static float largest(float[] values) {
    float most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  private static double deviation(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum / values.length);
  }
}
