package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plateau.nn.input.Batch;
import org.plateau.nn.training.Adam;
import org.plateau.nn.training.Optimiser;
import org.plateau.nn.training.TrainStep;
import org.plateau.nn.training.WeightedCrossEntropy;

/** Training a model of the catalogue takes no more memory after many steps than after few. */
@Tag("golden")
class ZooMemoryTest {
  private static final Set<String> LONG = Set.of("CRNN18", "CRNN19", "ETDNN");
  private static final int BATCH = 2;
  private static final double GROWTH = 1.03;

  /** Code that the JVM compiles meanwhile. */
  private static final double JVM_KIB = 16 << 10;

  @ParameterizedTest
  @MethodSource("org.plateau.nn.ZooModels#all")
  void staysFlat(String model) throws IOException {
    int steps = LONG.contains(model) ? 500 : 100;
    Batch clips = ZooModels.clips(model, BATCH);
    WeightedCrossEntropy loss = WeightedCrossEntropy.ofWeights(1, 1, 1, 1);
    long early = 0;
    try (NDManager manager = NDManager.newBaseManager();
        Network network = ZooModels.create(manager, model, 6);
        Optimiser adam = new Adam(network.trainable(), 1e-5)) {
      TrainStep step = new TrainStep(manager, network, adam, loss);
      for (int i = 1; i <= steps; i++) {
        assertThat(step.run(clips, i)).isFinite();
        early = i == steps / 5 ? residentKib() : early;
      }
      long late = residentKib();
      System.out.printf(
          Locale.ROOT,
          "memory %s: %d MiB at step %d, %d MiB at step %d%n",
          model,
          early >> 10,
          steps / 5,
          late >> 10,
          steps);
      assertThat((double) late).as(model).isLessThanOrEqualTo(GROWTH * early + JVM_KIB);
    }
  }

  private static long residentKib() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IllegalStateException("/proc/self/status has no VmRSS");
  }
}
