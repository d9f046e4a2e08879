package org.plateau.nn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.plateau.testing.SharedData;

/**
 * Training steps of batch 4 x 3 s, this project against PyTorch in Python, by turns: nine pairs a
 * model, each some steps here and as many there; prints the median ratio of a pair and the interval
 * of the nine. Both keep their processes and networks, and use the same number of threads.
 *
 * <p>Run it on a machine that does nothing else: {@code mvn -pl pipelines test -Dtest=StepBenchTest
 * -Dtest.groups.all -Dplateau.bench.python=PYTHON -Dplateau.bench.models=CRNN18,EfficientNet}, or
 * this class's main with the models as arguments and the test class path. PYTHON is an interpreter
 * with torch 2.7.1 and torchvision 0.22.1. {@code -Dai.djl.pytorch.num_threads=N} sets the threads
 * of both sides (else 1), {@code -Dplateau.bench.pairs} and {@code -Dplateau.bench.steps} the pairs
 * and the steps a turn (else 9, and as many as take about three seconds).
 */
public final class StepBench {
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final double SECONDS_A_TURN = 3;
  private static final int WARM_STEPS = 2;

  private StepBench() {}

  /**
   * One model's comparison.
   *
   * @param model name in the catalogue
   * @param steps steps a turn
   * @param ratios time here over time there, sorted, one a pair
   * @param millis median time of a step here
   * @param peerMillis the same there
   */
  record Outcome(String model, int steps, double[] ratios, double millis, double peerMillis) {
    double medianRatio() {
      return median(ratios);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-14s ratio %.3f [%.3f, %.3f], %d pairs of %d steps; step %.1f ms, PyTorch in Python %.1f ms",
          model,
          medianRatio(),
          ratios[0],
          ratios[ratios.length - 1],
          ratios.length,
          steps,
          millis,
          peerMillis);
    }
  }

  /** Compares the models that the arguments name. */
  public static void main(String[] models) throws IOException {
    compare(List.of(models));
  }

  static void compare(List<String> models) throws IOException {
    int threads = Integer.getInteger(THREADS, 1);
    System.setProperty(THREADS, Integer.toString(threads));
    Path python = Path.of(System.getProperty("plateau.bench.python", "python3"));
    Path script = SharedData.root().resolve("bench/step_peer.py");
    if (!Files.isRegularFile(script)) {
      throw new IOException(script + " is missing; set -Dplateau.root to the checkout");
    }
    try (PythonPeer peer = new PythonPeer(python, script, threads)) {
      System.out.println("peer: " + peer.version() + "; here: threads " + threads);
      for (String model : models) {
        System.out.println(compare(model, peer));
      }
    }
  }

  private static Outcome compare(String model, PythonPeer peer) throws IOException {
    int pairs = Integer.getInteger("plateau.bench.pairs", 9);
    try (JavaTrainee trainee = new JavaTrainee(model)) {
      trainee.seconds(WARM_STEPS);
      double one = trainee.seconds(WARM_STEPS) / WARM_STEPS;
      int enough = (int) Math.max(1, Math.min(200, Math.ceil(SECONDS_A_TURN / one)));
      int steps = Integer.getInteger("plateau.bench.steps", enough);
      trainee.seconds(steps);
      peer.seconds(model, steps);
      double[] ratios = new double[pairs];
      double[] own = new double[pairs];
      double[] theirs = new double[pairs];
      for (int pair = 0; pair < pairs; pair++) {
        own[pair] = trainee.seconds(steps) * 1e3 / steps;
        theirs[pair] = peer.seconds(model, steps) * 1e3 / steps;
        ratios[pair] = own[pair] / theirs[pair];
      }
      Arrays.sort(ratios);
      return new Outcome(model, steps, ratios, median(own), median(theirs));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
