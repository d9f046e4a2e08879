package org.plateau.packs;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What a pack will hold, known before its entries are.
 *
 * @param task the task whose labels the entries carry
 * @param classes class names in logit order
 * @param content byte layout of the shards
 * @param featureSet "raw" for samples, else the name of the feature set
 * @param extractor extractor id and version; "pcm16-v1" for samples
 */
public record PackSpec(
    String task, List<String> classes, PackContent content, String featureSet, String extractor) {
  /** Extractor of plain samples. */
  public static final String PCM16_EXTRACTOR = "pcm16-v1";

  public PackSpec {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(featureSet, "featureSet");
    Objects.requireNonNull(extractor, "extractor");
    classes = List.copyOf(classes);
    if (new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException("classes must be distinct, found " + classes);
    }
  }

  /** A pack of 16 kHz mono samples. */
  public static PackSpec samples(String task, List<String> classes) {
    return new PackSpec(task, classes, PackContent.PCM16, "raw", PCM16_EXTRACTOR);
  }

  /** A pack of feature values. */
  public static PackSpec features(
      String task, List<String> classes, String featureSet, String extractor) {
    return new PackSpec(task, classes, PackContent.FLOAT32, featureSet, extractor);
  }
}
