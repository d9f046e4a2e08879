package org.plateau.nn.training;

import java.util.ArrayList;
import java.util.List;
import org.plateau.config.UserException;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackReader;

/**
 * The labelled clips of a training run.
 *
 * @param classes class names in logit order
 * @param train clips of the training split, in the pack's order
 * @param dev clips of the dev split, in the pack's order
 */
record Splits(List<String> classes, List<PackEntry> train, List<PackEntry> dev) {
  static Splits of(PackReader pack, List<String> classes) {
    return new Splits(classes, labelled(pack, "train"), labelled(pack, "dev"));
  }

  private static List<PackEntry> labelled(PackReader pack, String split) {
    return pack.entries(split).stream().filter(entry -> entry.label() != null).toList();
  }

  /** The class index of a clip. */
  int label(PackEntry entry) {
    return label(classes, entry);
  }

  static int label(List<String> classes, PackEntry entry) {
    int label = classes.indexOf(entry.label());
    if (label < 0) {
      throw new UserException(
          "label %s of utterance %s must be one of %s; mend the label or the task's classes"
              .formatted(entry.label(), entry.utterance(), classes));
    }
    return label;
  }

  /** The loss that the training split's class counts give. */
  WeightedCrossEntropy loss() {
    long[] counts = new long[classes.size()];
    for (PackEntry entry : train) {
      counts[label(entry)]++;
    }
    return WeightedCrossEntropy.ofCounts(classes, counts);
  }

  /** Training and dev clips. */
  List<PackEntry> all() {
    List<PackEntry> all = new ArrayList<>(train);
    all.addAll(dev);
    return all;
  }
}
