package org.plateau.nn.input;

import java.util.function.Function;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;
import org.plateau.nn.ClipInput;
import org.plateau.packs.PackEntry;

/**
 * Frame features computed from the cropped or padded samples, laid out as the network takes them.
 */
record FrameSource(
    Clips clips, FeatureExtractor extractor, Function<FeatureMatrix, ClipInput> layout)
    implements ExampleSource {
  @Override
  public Example training(PackEntry entry, int epoch) {
    return example(clips.training(entry, epoch));
  }

  @Override
  public Example evaluation(PackEntry entry) {
    return example(clips.evaluation(entry));
  }

  private Example example(float[] samples) {
    ClipInput input = layout.apply(extractor.extract(samples));
    return new Example(input.values(), input.shape());
  }
}
