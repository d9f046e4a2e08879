package org.plateau.stats.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.plateau.stats.Calibration;
import org.plateau.stats.Interval;
import org.plateau.stats.Percentiles;
import org.plateau.stats.Probabilities;
import org.plateau.stats.Seeds;
import org.plateau.stats.SplitMix64;

/** Intervals of confidence against the mergeable state, filled anew for each resample. */
class ConfidenceIntervalsTest {
  private static final int CLIPS = 300;
  private static final int REPLICATES = 4000;
  private static final int CLASSES = 3;

  private final int[] truth = new int[CLIPS];
  private final double[][] probabilities = new double[CLIPS][];

  private Confidence sample() {
    SplitMix64 random = Seeds.generator(21);
    byte[] bins = new byte[CLIPS];
    float[] gaps = new float[CLIPS];
    float[] squares = new float[CLIPS];
    float[] losses = new float[CLIPS];
    for (int i = 0; i < CLIPS; i++) {
      truth[i] = random.nextInt(CLASSES);
      double[] logits = new double[CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        logits[c] = 3 * random.nextDouble() + (c == truth[i] ? 1 : 0);
      }
      probabilities[i] = Probabilities.softmax(logits);
      int highest = 0;
      for (int c = 0; c < CLASSES; c++) {
        double gap = probabilities[i][c] - (c == truth[i] ? 1 : 0);
        squares[i] += (float) (gap * gap);
        highest = probabilities[i][c] > probabilities[i][highest] ? c : highest;
      }
      bins[i] = (byte) Calibration.binOf(probabilities[i][highest]);
      gaps[i] = (float) ((highest == truth[i] ? 1 : 0) - probabilities[i][highest]);
      losses[i] = (float) -Math.log(probabilities[i][truth[i]]);
    }
    return new Confidence(bins, gaps, squares, losses);
  }

  @Test
  void endsAreThoseOfResampledStates() {
    Confidence values = sample();
    ConfidenceIntervals found = new ConfidenceIntervals(List.of(values, values), REPLICATES, 4);
    compare(found.error(0, 0), Calibration::expectedError);
    compare(found.brier(0, 0), Calibration::brier);
    compare(found.logLoss(0, 0), Calibration::logLoss);
    assertThat(found.brier(1, 0)).as("models are paired").isEqualTo(found.brier(0, 0));
    assertThat(new ConfidenceIntervals(List.of(values), REPLICATES, 4).error(0, 0))
        .as("a function of the seed")
        .isEqualTo(found.error(0, 0));
    assertThat(found.error(0, .5).n()).isEqualTo(CLIPS);
  }

  private void compare(Interval found, ToDoubleFunction<Calibration> metric) {
    SplitMix64 random = Seeds.generator(22);
    double[] replicates = new double[REPLICATES];
    for (int r = 0; r < REPLICATES; r++) {
      Calibration state = new Calibration(CLASSES);
      for (int i = 0; i < CLIPS; i++) {
        int drawn = random.nextInt(CLIPS);
        state.add(truth[drawn], probabilities[drawn]);
      }
      replicates[r] = metric.applyAsDouble(state);
    }
    Interval expected = Percentiles.interval(0, CLIPS, replicates);
    // an end of B normal replicates has a standard error of 2.67 deviations / sqrt(B)
    double deviation = (expected.high() - expected.low()) / 3.92;
    double tolerance = 4 * Math.sqrt(2) * 2.67 * deviation / Math.sqrt(REPLICATES);
    assertThat(found.low()).isCloseTo(expected.low(), within(tolerance));
    assertThat(found.high()).isCloseTo(expected.high(), within(tolerance));
  }

  @Test
  void modelsOfOtherClipsAreRefused() {
    Confidence one = new Confidence(new byte[1], new float[1], new float[1], new float[1]);
    Confidence two = new Confidence(new byte[2], new float[2], new float[2], new float[2]);
    assertThatThrownBy(() -> new ConfidenceIntervals(List.of(one, two), 10, 1))
        .hasMessageContaining("found 1 and 2");
    assertThatThrownBy(() -> new Confidence(new byte[1], new float[2], new float[2], new float[2]))
        .hasMessageContaining("found 1, 2, 2, 2");
  }
}
