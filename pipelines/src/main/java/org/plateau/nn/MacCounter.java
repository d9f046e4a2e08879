package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Macs;
import org.plateau.nn.blocks.Observer;
import org.plateau.nn.blocks.Pass;

/** Counts the multiply-adds of a network by running it once and asking every brick. */
public final class MacCounter {
  private MacCounter() {}

  /**
   * The work of one clip in evaluation.
   *
   * @param network a network made of bricks
   * @param clip shape without the batch axis
   */
  public static Macs count(Network network, long... clip) {
    if (!(network instanceof BrickNetwork bricks)) {
      throw new IllegalArgumentException(
          "only networks made of bricks can be counted, found " + network.getClass().getName());
    }
    long[] shape = new long[clip.length + 1];
    shape[0] = 1;
    System.arraycopy(clip, 0, shape, 1, clip.length);
    Macs[] total = {Macs.NONE};
    Gradients.withoutRecording(
        () -> {
          try (NDManager scope = bricks.newScope()) {
            NDArray input = scope.zeros(new Shape(shape));
            Observer adder =
                (brick, in, out) ->
                    total[0] = total[0].plus(brick.macs(in.getShape(), out.getShape()));
            bricks.forward(input, Pass.EVALUATION.observedBy(adder));
          }
        });
    return total[0];
  }
}
