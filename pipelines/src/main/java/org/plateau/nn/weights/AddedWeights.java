package org.plateau.nn.weights;

import java.util.Objects;

/**
 * What is known of weights that a user has added; stored beside them as {@code weights.json}.
 *
 * @param model catalogue name
 * @param architecture the network they were checked against, or null where there is none yet
 * @param origin where the user has them from
 * @param licence licence that the user accepted
 * @param sourceName name of the file that was added
 * @param sourceSha256 its hash, lower-case hexadecimal
 * @param sha256 hash of the stored safetensors file: part of the identity of runs that start from
 *     it
 * @param bytes size of the stored file
 * @param tensors number of tensors
 * @param values number of values in all of them
 * @param fit how they fit the network, or why that is not known
 */
public record AddedWeights(
    String model,
    String architecture,
    String origin,
    String licence,
    String sourceName,
    String sourceSha256,
    String sha256,
    long bytes,
    int tensors,
    long values,
    String fit) {
  public AddedWeights {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(sha256, "sha256");
  }
}
