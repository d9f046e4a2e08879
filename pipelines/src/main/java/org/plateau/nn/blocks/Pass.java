package org.plateau.nn.blocks;

/**
 * The settings of one forward pass.
 *
 * @param training true for batch statistics
 * @param drops true for dropout and stochastic depth
 * @param observer sees every brick's output, or null
 */
public record Pass(boolean training, boolean drops, Observer observer) {
  /** Dropout off, running statistics. */
  public static final Pass EVALUATION = new Pass(false, false, null);

  /** Dropout on, batch statistics. */
  public static final Pass TRAINING = new Pass(true, true, null);

  /** These settings, watched. */
  public Pass observedBy(Observer watcher) {
    return new Pass(training, drops, watcher);
  }
}
