package org.plateau.nn.audio.ecapa;

import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.BatchNorm;
import org.plateau.nn.blocks.Conv1d;
import org.plateau.nn.blocks.ReflectionPad;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/** The time-delay layers of SpeechBrain. All keep the number of frames. */
final class Tdnn {
  private Tdnn() {}

  /** Convolution, ReLU, then batch norm. In: (batch, in, frames), out: (batch, out, frames). */
  static Sequential layer(Weights weights, long in, long out, int kernel, int dilation) {
    return new Sequential()
        .add("conv", convolution(weights, in, out, kernel, dilation))
        .add("activation", Activation.relu())
        .add("norm", norm(weights, out));
  }

  /** Convolution over frames that are mirrored at both ends. */
  static Sequential convolution(Weights weights, long in, long out, int kernel, int dilation) {
    Sequential layers = new Sequential();
    int padding = dilation * (kernel - 1) / 2;
    if (padding > 0) {
      layers.add("pad", new ReflectionPad(padding));
    }
    return layers.add("conv", Conv1d.dilated(weights, in, out, kernel, dilation));
  }

  static Sequential norm(Weights weights, long channels) {
    return new Sequential().add("norm", new BatchNorm(weights, channels));
  }
}
