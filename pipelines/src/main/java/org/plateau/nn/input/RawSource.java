package org.plateau.nn.input;

import org.plateau.packs.PackEntry;

/** Raw audio: (1, samples). */
record RawSource(Clips clips) implements ExampleSource {
  @Override
  public Example training(PackEntry entry, int epoch) {
    return example(clips.training(entry, epoch));
  }

  @Override
  public Example evaluation(PackEntry entry) {
    return example(clips.evaluation(entry));
  }

  private static Example example(float[] samples) {
    return new Example(samples, new long[] {1, samples.length});
  }
}
