package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Batch normalisation over axis 1 (Ioffe and Szegedy 2015), as PyTorch does it: momentum .1, eps
 * 1e-5; training normalises by the biased variance of the batch and folds the unbiased one into
 * {@code running_var}. In and out: (batch, channels, ...).
 */
public final class BatchNorm extends Brick {
  private static final double MOMENTUM = 0.1;
  private static final double EPS = 1e-5;

  private final NDArray weight;
  private final NDArray bias;
  private final NDArray runningMean;
  private final NDArray runningVar;
  private final NDArray batchesTracked;

  public BatchNorm(Weights weights, long channels) {
    Shape shape = new Shape(channels);
    weight = parameter("weight", weights.ones(shape));
    bias = parameter("bias", weights.zeros(shape));
    runningMean = buffer("running_mean", weights.zeros(shape));
    runningVar = buffer("running_var", weights.ones(shape));
    batchesTracked = buffer("num_batches_tracked", weights.counter());
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    if (pass.training()) {
      batchesTracked.addi(1);
    }
    // The engine's argument order: running statistics before scale and shift.
    return JniUtils.batchNorm(
        Torch.of(input),
        Torch.of(runningMean),
        Torch.of(runningVar),
        Torch.of(weight),
        Torch.of(bias),
        pass.training(),
        MOMENTUM,
        EPS);
  }

  @Override
  public Macs macs(Shape input, Shape output) {
    return new Macs(input.size(), super.macs(input, output).torchinfo());
  }
}
