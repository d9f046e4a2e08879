package org.plateau.nn.blocks;

/**
 * The settings of one forward pass.
 *
 * @param training true for batch statistics
 * @param drops true for dropout and stochastic depth
 * @param observer sees every brick's output, or null
 * @param bfloat16 true if convolutions and linear layers multiply in bfloat16
 */
public record Pass(boolean training, boolean drops, Observer observer, boolean bfloat16) {
  /** Dropout off, running statistics. */
  public static final Pass EVALUATION = new Pass(false, false, null);

  /** Dropout on, batch statistics. */
  public static final Pass TRAINING = new Pass(true, true, null);

  /** In float32. */
  public Pass(boolean training, boolean drops, Observer observer) {
    this(training, drops, observer, false);
  }

  /** These settings, watched. */
  public Pass observedBy(Observer watcher) {
    return new Pass(training, drops, watcher, bfloat16);
  }

  /** These settings, products of convolutions and linear layers in bfloat16. */
  public Pass inBfloat16() {
    return new Pass(training, drops, observer, true);
  }
}
