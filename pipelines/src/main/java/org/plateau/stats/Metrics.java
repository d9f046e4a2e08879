package org.plateau.stats;

import java.util.Comparator;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.plateau.config.UserException;

/** All metrics on the class path, by name. */
public final class Metrics {
  private Metrics() {}

  /**
   * Every metric, sorted by name.
   *
   * @throws UserException if two providers offer the same name
   */
  public static SortedMap<String, Metric> all() {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    for (MetricProvider provider : ServiceLoader.load(MetricProvider.class, loader())) {
      for (Metric metric : provider.metrics()) {
        Metric earlier = metrics.putIfAbsent(metric.name(), metric);
        if (earlier != null) {
          throw new UserException(
              "metric '%s' is offered by %s and %s; names must be unique: remove one jar"
                  .formatted(
                      metric.name(), earlier.getClass().getName(), metric.getClass().getName()));
        }
      }
    }
    return metrics;
  }

  /**
   * The metric of this name.
   *
   * @throws UserException if there is none, with the nearest name
   */
  public static Metric named(String name) {
    SortedMap<String, Metric> metrics = all();
    Metric found = metrics.get(name);
    if (found != null) {
      return found;
    }
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        metrics.keySet().stream()
            .min(Comparator.comparingInt(known -> distance.apply(name, known)))
            .orElse("none");
    throw new UserException(
        "metric '%s' is unknown; known are %s; did you mean '%s'?"
            .formatted(name, String.join(", ", metrics.keySet()), nearest));
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : Metrics.class.getClassLoader();
  }
}
