package org.plateau.nn.input;

import java.util.Map;
import org.plateau.features.FeatureExtractor;
import org.plateau.packs.PackEntry;

/**
 * Static features of the whole clip, never cropped, standardised: (dims).
 *
 * @param known standardised features by utterance, or an empty map to extract each time
 */
record StaticSource(
    Clips clips, FeatureExtractor extractor, Standardiser standardiser, Map<String, float[]> known)
    implements ExampleSource {
  @Override
  public Example training(PackEntry entry, int epoch) {
    return evaluation(entry);
  }

  @Override
  public Example evaluation(PackEntry entry) {
    float[] values = known.get(entry.utterance());
    if (values == null) {
      values = standardiser.apply(extract(clips, extractor, entry));
    }
    return new Example(values, new long[] {values.length});
  }

  /**
   * The features of the whole clip before standardisation. A clip too short for a single frame is
   * padded as in evaluation.
   */
  static float[] extract(Clips clips, FeatureExtractor extractor, PackEntry entry) {
    try {
      return extractor.extract(clips.pack().samples(entry)).values();
    } catch (IllegalArgumentException tooShort) {
      return extractor.extract(clips.evaluation(entry)).values();
    }
  }
}
