package org.plateau.nn;

import ai.djl.ndarray.NDManager;
import java.util.Map;

/** Builds one architecture; registered as a service, found by {@link #architecture()}. */
public interface NetworkFactory {
  /** Name that catalogue entries refer to. */
  String architecture();

  /**
   * Builds the network with a fresh initialisation, the peers' own, drawn from the seed alone.
   *
   * @param manager owner of the tensors
   * @param classes number of logits, >= 2
   * @param options the catalogue entry's options, for example {@code inputs} of an MLP
   * @param seed seed of the initial weights
   */
  Network create(NDManager manager, int classes, Map<String, String> options, long seed);

  /**
   * Shape of one clip as it enters the network, without the batch axis.
   *
   * @param options as for {@link #create}
   * @param seconds length of the clip at 16 kHz, > 0; without effect where the input has none
   */
  long[] clipShape(Map<String, String> options, double seconds);

  /**
   * The network's spelling of a tensor that published files spell in another way. Wrappers such as
   * {@code module.} or {@code backbone.model.} are dealt with elsewhere.
   *
   * @param published name as a file has it
   * @return the network's name for it, or the same name where there is no difference
   */
  default String stateName(String published) {
    return published;
  }
}
