package org.plateau.nn.audio.ecapa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * Res2Net (Gao et al. 2021): eight groups of channels; the first passes through, the second is
 * filtered, each further one is filtered after the group before it was added. In and out: (batch,
 * channels, frames).
 */
final class Res2Net extends Brick {
  static final int SCALE = 8;
  private static final int KERNEL = 3;

  private final List<Brick> filters = new ArrayList<>();

  Res2Net(Weights weights, long channels, int dilation) {
    long width = channels / SCALE;
    Sequential blocks = new Sequential();
    for (int group = 1; group < SCALE; group++) {
      Brick filter = Tdnn.layer(weights, width, width, KERNEL, dilation);
      blocks.add(filter);
      filters.add(filter);
    }
    child("blocks", blocks);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDList groups = input.split(SCALE, 1);
        NDList filtered = new NDList()) {
      filtered.add(groups.remove(0));
      NDArray before = null;
      for (int group = 1; group < SCALE; group++) {
        before = filtered(groups.get(group - 1), before, filters.get(group - 1), pass);
        filtered.add(before);
      }
      return NDArrays.concat(filtered, 1);
    }
  }

  private static NDArray filtered(NDArray group, NDArray before, Brick filter, Pass pass) {
    if (before == null) {
      return filter.apply(group, pass);
    }
    try (NDArray sum = group.add(before)) {
      return filter.apply(sum, pass);
    }
  }
}
