package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.plateau.nn.Network;

/** A network made of bricks, owner of their tensors. */
public final class BrickNetwork implements Network {
  private final NDManager manager;
  private final Brick root;
  private final Map<String, NDArray> state;
  private final Map<String, NDArray> trainable;
  private final boolean batchNorm;

  /**
   * @param manager holds the tensors; closed with the network
   * @param root the outermost brick
   */
  public BrickNetwork(NDManager manager, Brick root) {
    this.manager = manager;
    this.root = root;
    state = root.state();
    trainable = root.trainable();
    boolean[] found = {false};
    root.walk(brick -> found[0] |= brick instanceof BatchNorm);
    batchNorm = found[0];
  }

  @Override
  public NDArray forward(NDArray input, boolean training) {
    return root.apply(input, training ? Pass.TRAINING : Pass.EVALUATION);
  }

  /** Runs the network with settings of its own, for example an observer. */
  public NDArray forward(NDArray input, Pass pass) {
    return root.apply(input, pass);
  }

  /** A manager on the network's device, for example for an input; the caller closes it. */
  public NDManager newScope() {
    return manager.newSubManager();
  }

  @Override
  public Map<String, NDArray> state() {
    return state;
  }

  @Override
  public Map<String, NDArray> trainable() {
    return trainable;
  }

  @Override
  public boolean hasBatchNorm() {
    return batchNorm;
  }

  @Override
  public void close() {
    manager.close();
  }
}
