package org.plateau.stages.testset;

import java.io.Serializable;

/**
 * What is compared with each other: predictions of one source on one test set.
 *
 * @param source whose numbers
 * @param task classification task
 * @param release release trained on
 * @param testSet {@code corpus/release/split}, or a whole corpus
 * @param condition {@code clean}, {@code tau@0dB}, ...
 */
public record SetKey(String source, String task, String release, String testSet, String condition)
    implements Serializable {

  /** The corpus of the test set. */
  public String corpus() {
    return testSet.split("/", 2)[0];
  }
}
