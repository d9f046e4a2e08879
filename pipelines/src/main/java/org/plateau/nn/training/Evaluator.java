package org.plateau.nn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.plateau.nn.Gradients;
import org.plateau.nn.Network;
import org.plateau.nn.input.Batch;
import org.plateau.nn.input.Example;
import org.plateau.nn.input.ExampleSource;
import org.plateau.nn.input.InputBuffer;
import org.plateau.nn.input.Prefetcher;
import org.plateau.packs.PackEntry;

/**
 * Logits of whole clips, one clip a forward pass: matrix products and convolutions choose their
 * kernels by the batch's size, so a shared batch may change the last bits of a clip's logits.
 */
final class Evaluator {
  private final NDManager manager;
  private final Network network;
  private final int prefetchThreads;
  private final InputBuffer input = new InputBuffer();

  Evaluator(NDManager manager, Network network, int prefetchThreads) {
    this.manager = manager;
    this.network = network;
    this.prefetchThreads = prefetchThreads;
  }

  /** Hands out each clip with its logits, in order. */
  void run(
      List<PackEntry> clips,
      Supplier<ExampleSource> sources,
      BiConsumer<PackEntry, float[]> consumer) {
    Supplier<Function<PackEntry, Example>> workers =
        () -> {
          ExampleSource source = sources.get();
          return source::evaluation;
        };
    Iterator<PackEntry> entries = clips.iterator();
    try (Prefetcher<PackEntry, Example> examples =
        new Prefetcher<>(prefetchThreads, clips.iterator(), workers)) {
      while (examples.hasNext()) {
        consumer.accept(entries.next(), logits(examples.next()));
      }
    }
  }

  private float[] logits(Example example) {
    Batch batch = Batch.of(List.of(example), new int[1]);
    return Gradients.inference(
        () -> {
          try (NDManager scope = manager.newSubManager()) {
            NDArray x = input.tensor(scope, batch.values(), batch.shape());
            return network.forward(x, false).toFloatArray();
          }
        });
  }

  /** The first largest logit. */
  static int argmax(float[] logits) {
    int best = 0;
    for (int c = 1; c < logits.length; c++) {
      if (logits[c] > logits[best]) {
        best = c;
      }
    }
    return best;
  }
}
