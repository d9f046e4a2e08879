package org.plateau.stats.panel;

import org.plateau.stats.Calibration;

/**
 * How sure a model was of each clip.
 *
 * @param bins bin of the predicted class's probability, see {@link Calibration#binOf}
 * @param gaps 1 minus the probability of the predicted class where it is right, else minus that
 *     probability
 * @param squares squared gaps of the probabilities, summed over the classes
 * @param losses cross-entropy in nats
 */
public record Confidence(byte[] bins, float[] gaps, float[] squares, float[] losses) {
  public Confidence {
    if (bins.length != gaps.length
        || gaps.length != squares.length
        || gaps.length != losses.length) {
      throw new IllegalArgumentException(
          "bins, gaps, squares and losses must be equally long, found %d, %d, %d, %d"
              .formatted(bins.length, gaps.length, squares.length, losses.length));
    }
  }

  /** Number of clips. */
  public int clips() {
    return gaps.length;
  }
}
