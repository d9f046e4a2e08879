package org.plateau.nn.audio;

import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Dropout;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/** Linear layers with ReLU and dropout after each but the last, under autrainer's names. */
final class Perceptron {
  private Perceptron() {}

  /**
   * Sizes of a perceptron.
   *
   * @param inputs values that enter
   * @param hidden values between two layers
   * @param layers linear layers, >= 1
   * @param classes values that leave
   * @param dropout drop probability between two layers
   */
  record Settings(int inputs, int hidden, int layers, int classes, double dropout) {}

  /** In: (batch, inputs), out: (batch, classes). */
  static Sequential build(Weights weights, Settings settings) {
    Sequential layers = new Sequential();
    int inputs = settings.inputs();
    int last = settings.layers() - 1;
    for (int layer = 0; layer < last; layer++) {
      layers
          .add("Linear" + layer, Linear.standard(weights, inputs, settings.hidden()))
          .add("ReLU" + layer, Activation.relu())
          .add("Dropout" + layer, new Dropout(settings.dropout()));
      inputs = settings.hidden();
    }
    return layers.add("Linear" + last, Linear.standard(weights, inputs, settings.classes()));
  }
}
