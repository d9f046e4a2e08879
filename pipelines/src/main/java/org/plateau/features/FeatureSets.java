package org.plateau.features;

import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.plateau.config.UserException;

/** All feature sets on the class path, by name. */
public final class FeatureSets {
  private FeatureSets() {}

  /**
   * Every provider, sorted by name.
   *
   * @throws UserException if two providers offer the same name
   */
  public static SortedMap<String, FeatureExtractorProvider> all() {
    SortedMap<String, FeatureExtractorProvider> providers = new TreeMap<>();
    ServiceLoader.load(FeatureSetFamily.class, loader())
        .forEach(family -> family.providers().forEach(provider -> add(provider, providers)));
    ServiceLoader.load(FeatureExtractorProvider.class, loader())
        .forEach(provider -> add(provider, providers));
    return providers;
  }

  private static void add(
      FeatureExtractorProvider provider, SortedMap<String, FeatureExtractorProvider> providers) {
    FeatureExtractorProvider earlier = providers.putIfAbsent(provider.featureSet(), provider);
    if (earlier != null) {
      throw new UserException(
          "feature set '%s' is offered by %s and %s; names must be unique: remove one jar"
              .formatted(
                  provider.featureSet(),
                  earlier.getClass().getName(),
                  provider.getClass().getName()));
    }
  }

  /** The native set of this name, if this name is a native set. */
  public static Optional<NativeFeatureSet> nativeSet(String name) {
    return all().get(name) instanceof NativeFeatureSet set ? Optional.of(set) : Optional.empty();
  }

  /**
   * The provider of this name.
   *
   * @throws UserException if there is none, with the nearest name
   */
  public static FeatureExtractorProvider provider(String name) {
    SortedMap<String, FeatureExtractorProvider> providers = all();
    FeatureExtractorProvider found = providers.get(name);
    if (found != null) {
      return found;
    }
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        providers.keySet().stream()
            .min(Comparator.comparingInt(known -> distance.apply(name, known)))
            .orElse("none");
    throw new UserException(
        "feature set '%s' is unknown; known are %s; did you mean '%s'?"
            .formatted(name, String.join(", ", providers.keySet()), nearest));
  }

  /** A new extractor of this name for the calling thread; errors as {@link #provider}. */
  public static FeatureExtractor create(String name) {
    return provider(name).create();
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : FeatureSets.class.getClassLoader();
  }
}
