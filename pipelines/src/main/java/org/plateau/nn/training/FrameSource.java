package org.plateau.nn.training;

import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;
import org.plateau.packs.PackEntry;

/**
 * Frame features computed from the cropped or padded samples, the one channel copied: (channels,
 * frames, dims).
 */
record FrameSource(Clips clips, FeatureExtractor extractor, int channels) implements ExampleSource {
  @Override
  public Example training(PackEntry entry, int epoch) {
    return example(clips.training(entry, epoch));
  }

  @Override
  public Example evaluation(PackEntry entry) {
    return example(clips.evaluation(entry));
  }

  private Example example(float[] samples) {
    FeatureMatrix matrix = extractor.extract(samples);
    float[] one = matrix.values();
    float[] all = new float[Math.multiplyExact(one.length, channels)];
    for (int channel = 0; channel < channels; channel++) {
      System.arraycopy(one, 0, all, channel * one.length, one.length);
    }
    return new Example(all, new long[] {channels, matrix.frames(), matrix.dims()});
  }
}
