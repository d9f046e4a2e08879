package org.plateau.config;

import java.util.List;

/**
 * How a model is trained.
 *
 * @param optimiser {@code adam} or {@code sgd}
 * @param learningRate step size, > 0
 * @param batchSize clips a step, >= 1
 * @param epochs passes over the training split, >= 1
 */
public record HyperParameterConfig(
    String optimiser, double learningRate, int batchSize, int epochs) {
  /** The optimisers there are. */
  public static final List<String> OPTIMISERS = List.of("adam", "sgd");

  static final int MOST_CLIPS = 65_536;
  static final int MOST_EPOCHS = 100_000;

  public HyperParameterConfig {
    Checks.that(
        OPTIMISERS.contains(optimiser), "optimiser", optimiser, "must be one of " + OPTIMISERS);
    Checks.that(
        learningRate > 0 && learningRate <= 1000,
        "learning-rate",
        learningRate,
        "must be above 0 and at most 1000");
    Checks.that(
        batchSize >= 1 && batchSize <= MOST_CLIPS, "batch-size", batchSize, "must be at least 1");
    Checks.that(epochs >= 1 && epochs <= MOST_EPOCHS, "epochs", epochs, "must be at least 1");
  }

  static HyperParameterConfig read(Section section) {
    return new HyperParameterConfig(
        section.oneOf("optimiser", OPTIMISERS),
        section.number("learning-rate", 0, 1000),
        section.integer("batch-size", 1, MOST_CLIPS),
        section.integer("epochs", 1, MOST_EPOCHS));
  }

  /** Reads a block in which every key is optional; this record gives the others. */
  HyperParameterConfig overriddenBy(Section section) {
    section.optionalKeys("optimiser", "learning-rate", "batch-size", "epochs");
    return new HyperParameterConfig(
        section.has("optimiser") ? section.oneOf("optimiser", OPTIMISERS) : optimiser,
        section.has("learning-rate") ? section.number("learning-rate", 0, 1000) : learningRate,
        section.has("batch-size") ? section.integer("batch-size", 1, MOST_CLIPS) : batchSize,
        section.has("epochs") ? section.integer("epochs", 1, MOST_EPOCHS) : epochs);
  }
}
