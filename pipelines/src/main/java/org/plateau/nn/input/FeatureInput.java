package org.plateau.nn.input;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureExtractorProvider;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;
import org.plateau.nn.ClipInput;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.external.External;
import org.plateau.packs.PackEntry;

/**
 * What enters a network: raw audio, a frame feature set or a static feature set.
 *
 * @param provider null for raw audio
 * @param layout how the network takes the frames of a clip; null for raw audio
 */
public record FeatureInput(
    FeatureExtractorProvider provider, Function<FeatureMatrix, ClipInput> layout) {
  static final String RAW = "raw";

  /** How an architecture takes a feature set. */
  public static FeatureInput of(
      String featureSet, String architecture, Map<String, String> options) {
    if (featureSet.equals(RAW)) {
      return new FeatureInput(null, null);
    }
    if (External.is(architecture)) {
      return new FeatureInput(
          FeatureSets.provider(featureSet), frames -> ClipInput.channels(frames, 1));
    }
    NetworkFactory factory = Networks.factory(architecture);
    return new FeatureInput(
        FeatureSets.provider(featureSet), frames -> factory.input(options, frames));
  }

  public boolean isStatic() {
    return provider != null && provider.isStatic();
  }

  /** Sources of a set that needs no statistics. */
  public Supplier<ExampleSource> sources(Clips clips) {
    if (provider == null) {
      return () -> new RawSource(clips);
    }
    return () -> new FrameSource(clips, provider.create(), layout);
  }

  /** Sources of a static set. */
  public Supplier<ExampleSource> sources(
      Clips clips, Standardiser standardiser, Map<String, float[]> known) {
    return () -> new StaticSource(clips, provider.create(), standardiser, known);
  }

  /** Static features of many clips before standardisation, by utterance. */
  public Map<String, float[]> extractAll(Clips clips, List<PackEntry> entries, int threads) {
    Supplier<Function<PackEntry, float[]>> workers =
        () -> {
          FeatureExtractor extractor = provider.create();
          return entry -> StaticSource.extract(clips, extractor, entry);
        };
    Map<String, float[]> features = new HashMap<>();
    Iterator<PackEntry> names = entries.iterator();
    try (Prefetcher<PackEntry, float[]> prefetcher =
        new Prefetcher<>(threads, entries.iterator(), workers)) {
      while (prefetcher.hasNext()) {
        features.put(names.next().utterance(), prefetcher.next());
      }
    }
    return features;
  }
}
