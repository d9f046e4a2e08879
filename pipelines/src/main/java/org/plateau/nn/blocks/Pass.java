package org.plateau.nn.blocks;

/**
 * The settings of one forward pass.
 *
 * @param training true for dropout, stochastic depth and batch statistics
 * @param observer sees every brick's output, or null
 */
public record Pass(boolean training, Observer observer) {
  /** Dropout off, running statistics. */
  public static final Pass EVALUATION = new Pass(false, null);

  /** Dropout on, batch statistics. */
  public static final Pass TRAINING = new Pass(true, null);
}
