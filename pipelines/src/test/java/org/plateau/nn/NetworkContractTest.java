package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plateau.config.UserException;

/** What every architecture keeps. */
class NetworkContractTest {
  private static final int CLASSES = 4;

  /** The architectures with short inputs. */
  enum Kind {
    MLP("mlp", 0.1),
    CRNN18("crnn18", 0.2),
    EFFICIENTNET("efficientnet-b0", 0.4);

    private final String architecture;
    private final double seconds;

    Kind(String architecture, double seconds) {
      this.architecture = architecture;
      this.seconds = seconds;
    }

    private Map<String, String> options() {
      return this == MLP ? Map.of("inputs", "12") : Map.of();
    }

    Network create(NDManager manager, long seed) {
      return Networks.factory(architecture).create(manager, CLASSES, options(), seed);
    }

    NDArray clips(NDManager manager, int count) {
      long[] clip = Networks.factory(architecture).clipShape(options(), seconds);
      long[] shape = new long[clip.length + 1];
      shape[0] = count;
      System.arraycopy(clip, 0, shape, 1, clip.length);
      return GoldenFill.signal(manager, "contract", "clips", new Shape(shape), 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void weightsAreAFunctionOfTheSeed(Kind kind) {
    try (NDManager manager = NDManager.newBaseManager();
        Network one = kind.create(manager, 1);
        Network again = kind.create(manager, 1);
        Network two = kind.create(manager, 2)) {
      one.state()
          .forEach((name, value) -> assertThat(value).as(name).isEqualTo(again.state().get(name)));
      one.trainable()
          .forEach(
              (name, value) -> {
                if (value.getShape().dimension() > 1) {
                  assertThat(value).as(name).isNotEqualTo(two.state().get(name));
                }
              });
      assertThat(one.state().keySet()).containsAll(one.trainable().keySet());
    }
  }

  @ParameterizedTest
  @EnumSource
  void neighboursInTheBatchDoNotMatter(Kind kind) {
    try (NDManager manager = NDManager.newBaseManager();
        Network network = kind.create(manager, 3)) {
      GoldenFill.fill(network, "neighbours", 1.5);
      float[][] together = logits(manager, network, kind.clips(manager, 5));
      for (int clip = 0; clip < 5; clip++) {
        try (NDManager scope = manager.newSubManager()) {
          NDArray alone = kind.clips(scope, 5).get(new NDIndex(clip + ":" + (clip + 1)));
          float[] single = logits(manager, network, alone)[0];
          assertThat(single).containsExactly(together[clip], within(1e-5f));
          assertThat(single).hasSize(CLASSES);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingOfAPassIsFreedWithItsScope(Kind kind) {
    try (NDManager manager = NDManager.newBaseManager();
        Network network = kind.create(manager, 3)) {
      int before = manager.getManagedArrays().size();
      int own = network.state().values().iterator().next().getManager().getManagedArrays().size();
      assertThat(logits(manager, network, kind.clips(manager, 2))).hasDimensions(2, CLASSES);
      try (NDManager scope = manager.newSubManager();
          Gradients.Recording recording = Gradients.record()) {
        recording.backward(network.forward(kind.clips(scope, 2), true).sum());
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
      assertThat(network.state().values().iterator().next().getManager().getManagedArrays())
          .hasSize(own);
    }
  }

  @Test
  void overfitsEightClipsWithAnMlp() {
    overfits(Kind.MLP, 120, 1e-2);
  }

  @Test
  void overfitsEightClipsWithAShortCrnn() {
    overfits(Kind.CRNN18, 40, 1e-3);
  }

  @Test
  @Tag("golden")
  void overfitsEightClipsWithAnEfficientNet() {
    overfits(Kind.EFFICIENTNET, 60, 1e-3);
  }

  @Test
  void theShortestClipOfTheCrnnHas731Samples() {
    try (NDManager manager = NDManager.newBaseManager();
        Network network = Kind.CRNN18.create(manager, 1)) {
      assertThat(logits(manager, network, manager.ones(new Shape(1, 1, 731))))
          .hasDimensions(1, CLASSES);
      assertThatThrownBy(() -> logits(manager, network, manager.ones(new Shape(1, 1, 730))))
          .hasMessageContaining("max_pool1d");
    }
  }

  @Test
  void anUnknownArchitectureNamesTheNearest() {
    assertThatThrownBy(() -> Networks.factory("CRNN-18"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "architecture CRNN-18 is not known; did you mean crnn18? (known: alexnet, ")
        .hasMessageContaining(" mlp,");
  }

  @Test
  void wrongOptionsAreNamed() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NetworkFactory mlp = Networks.factory("mlp");
      assertThatThrownBy(() -> mlp.create(manager, 4, Map.of(), 1))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("inputs")
          .hasMessageContaining("missing");
      assertThatThrownBy(() -> mlp.create(manager, 4, Map.of("input", "3"), 1))
          .hasMessageContaining("did you mean inputs?");
      assertThatThrownBy(() -> mlp.create(manager, 4, Map.of("inputs", "x"), 1))
          .hasMessageContaining("inputs = x");
      assertThatThrownBy(() -> mlp.create(manager, 4, Map.of("inputs", "3", "dropout", "1"), 1))
          .hasMessageContaining("[0, 1)");
      assertThatThrownBy(() -> mlp.create(manager, 1, Map.of("inputs", "3"), 1))
          .hasMessageContaining("classes must be >= 2");
      assertThatThrownBy(() -> Networks.factory("crnn18").create(manager, 4, Map.of("a", "b"), 1))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("takes none");
    }
  }

  private static float[][] logits(NDManager manager, Network network, NDArray clips) {
    return Gradients.inference(
        () -> {
          try (NDManager scope = manager.newSubManager();
              NDArray input = clips) {
            input.attach(scope);
            float[] flat = network.forward(input, false).toFloatArray();
            float[][] rows = new float[flat.length / CLASSES][];
            for (int row = 0; row < rows.length; row++) {
              rows[row] = Arrays.copyOfRange(flat, row * CLASSES, (row + 1) * CLASSES);
            }
            return rows;
          }
        });
  }

  private static void overfits(Kind kind, int steps, double learningRate) {
    double[] labels = {0, 1, 2, 3, 0, 1, 2, 3};
    double[] weights = {1, 1, 1, 1};
    try (NDManager manager = NDManager.newBaseManager();
        Network network = kind.create(manager, 5);
        GoldenAdam adam = new GoldenAdam(network.trainable().values(), learningRate)) {
      double first = 0;
      double last = 0;
      for (int step = 0; step < steps; step++) {
        manager.getEngine().setRandomSeed(step);
        try (NDManager scope = manager.newSubManager();
            Gradients.Recording recording = Gradients.record()) {
          NDArray loss =
              GoldenLoss.of(network.forward(kind.clips(scope, 8), true), labels, weights);
          last = loss.getFloat();
          first = step == 0 ? last : first;
          recording.backward(loss);
        }
        adam.step();
        Gradients.zero(network.trainable().values());
      }
      assertThat(last).isLessThan(first / 3);
      float[][] logits = logits(manager, network, kind.clips(manager, 8));
      assertThat(first).isGreaterThan(0.5);
      if (!network.hasBatchNorm()) {
        for (int clip = 0; clip < 8; clip++) {
          assertThat(argmax(logits[clip])).as("clip " + clip).isEqualTo((int) labels[clip]);
        }
      }
    }
  }

  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
