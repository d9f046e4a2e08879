package org.plateau.corpus.msp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.labels.LabelException;

/**
 * Ratings by utterance; one a rater. Where a rater has two different ones of an utterance, neither
 * is used.
 */
public final class Ratings {
  private final Map<String, List<RatingEntry>> byUtterance = new TreeMap<>();
  private final Set<RatingEntry> contradicted = new HashSet<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<Double, Double> numbers = new HashMap<>();

  void add(RatingEntry given) throws LabelException {
    RatingEntry rating = compact(given);
    List<RatingEntry> ratings =
        byUtterance.computeIfAbsent(rating.utterance(), key -> new ArrayList<>());
    for (RatingEntry before : ratings) {
      if (before.rater().equals(rating.rater())) {
        if (!before.equals(rating)) {
          contradicted.add(before);
          throw new LabelException(
              QuarantineReason.CONFLICTING_LABEL,
              "%s: rater %s has two different ratings; neither is used"
                  .formatted(rating.utterance(), rating.rater()));
        }
        return;
      }
    }
    ratings.add(rating);
  }

  /** Millions of ratings repeat few texts and numbers: one object each. */
  private RatingEntry compact(RatingEntry rating) {
    return new RatingEntry(
        share(rating.utterance()),
        share(rating.rater()),
        share(rating.primary()),
        share(rating.secondary()),
        share(rating.arousal()),
        share(rating.valence()),
        share(rating.dominance()));
  }

  private String share(String text) {
    return text == null ? null : texts.computeIfAbsent(text, key -> key);
  }

  private Double share(Double number) {
    return number == null ? null : numbers.computeIfAbsent(number, key -> key);
  }

  /** Every utterance with a rating, in order. */
  public Set<String> utterances() {
    return Collections.unmodifiableSet(byUtterance.keySet());
  }

  /** The ratings of an utterance, by rater. */
  public List<RatingEntry> of(String utterance) {
    return byUtterance.getOrDefault(utterance, List.of()).stream()
        .filter(rating -> !contradicted.contains(rating))
        .sorted(Comparator.comparing(RatingEntry::rater))
        .toList();
  }

  /** All ratings, by utterance, then rater. */
  public List<RatingEntry> all() {
    return byUtterance.keySet().stream().flatMap(utterance -> of(utterance).stream()).toList();
  }
}
