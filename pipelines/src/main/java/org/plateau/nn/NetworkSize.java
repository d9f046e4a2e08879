package org.plateau.nn;

import ai.djl.ndarray.NDManager;
import org.plateau.models.ModelSpec;
import org.plateau.nn.blocks.Macs;

/**
 * How large a network is, counted on the built network.
 *
 * @param parameters values in all parameters
 * @param trainableParameters those that training changes
 * @param macs multiply-adds of one 3 s clip
 * @param macsTorchinfo the same as the tool torchinfo counts
 */
public record NetworkSize(
    long parameters, long trainableParameters, long macs, long macsTorchinfo) {
  /** Number of classes that sizes in tables and papers stand for. */
  public static final int REFERENCE_CLASSES = 4;

  /** Builds the network, counts, and frees it. */
  public static NetworkSize of(ModelSpec model, int classes) {
    NetworkFactory factory = Networks.factory(model.architecture());
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, classes, model.options(), 0)) {
      long trainable = Networks.size(Frozen.others(network, model.frozen()));
      Macs macs =
          MacCounter.count(network, factory.clipShape(model.options(), Parity.REFERENCE_SECONDS));
      return new NetworkSize(
          Networks.size(network.parameters()), trainable, macs.multiplyAdds(), macs.torchinfo());
    }
  }
}
