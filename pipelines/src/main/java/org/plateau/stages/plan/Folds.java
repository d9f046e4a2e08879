package org.plateau.stages.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.plateau.config.UserException;

/**
 * Divides labelled clips into folds. Every result depends on the rows alone, not on their order.
 */
public final class Folds {
  private Folds() {}

  /**
   * The corpus's own split.
   *
   * @param rows the training corpus's labelled clips with their splits
   * @param tests rows by test set
   */
  public static Fold fixed(List<ClipRow> rows, Map<String, List<ClipRow>> tests) {
    List<ClipRow> learning =
        rows.stream()
            .filter(row -> row.split().equals("train") || row.split().equals("dev"))
            .sorted(Comparator.comparing(ClipRow::utterance))
            .toList();
    return new Fold("", learning, new LinkedHashMap<>(tests));
  }

  /**
   * One fold a speaker: that speaker is the test set {@code <prefix>/speaker-<id>}, the next {@code
   * devSpeakers} speakers in sorted order (around the end) are dev, all others train. Clips without
   * a speaker are left out.
   *
   * @throws UserException if there are fewer than devSpeakers + 2 speakers
   */
  public static List<Fold> leaveOneSpeakerOut(
      List<ClipRow> rows, int devSpeakers, String testSetPrefix) {
    List<String> speakers =
        rows.stream().map(ClipRow::speaker).filter(Objects::nonNull).distinct().sorted().toList();
    if (devSpeakers < 1 || speakers.size() < devSpeakers + 2) {
      throw new UserException(
          "experiment.dev-speakers = %d: leave-one-speaker-out needs at least %d speakers, found %d"
              .formatted(devSpeakers, devSpeakers + 2, speakers.size()));
    }
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < speakers.size(); i++) {
      String left = speakers.get(i);
      List<String> dev = new ArrayList<>();
      for (int d = 1; d <= devSpeakers; d++) {
        dev.add(speakers.get((i + d) % speakers.size()));
      }
      List<ClipRow> learning = new ArrayList<>();
      List<ClipRow> test = new ArrayList<>();
      for (ClipRow row : rows) {
        if (row.speaker() == null) {
          continue;
        }
        if (row.speaker().equals(left)) {
          test.add(row.withSplit("test"));
        } else {
          learning.add(row.withSplit(dev.contains(row.speaker()) ? "dev" : "train"));
        }
      }
      learning.sort(Comparator.comparing(ClipRow::utterance));
      test.sort(Comparator.comparing(ClipRow::utterance));
      folds.add(new Fold(left, learning, Map.of(testSetPrefix + "/speaker-" + left, test)));
    }
    return folds;
  }

  /**
   * The fold with its learning labels shuffled within train and within dev; test labels stand. A
   * network that learns from it must end at chance.
   */
  public static Fold permuteLabels(Fold fold, RandomGenerator random) {
    List<ClipRow> permuted = new ArrayList<>();
    for (String split : List.of("train", "dev")) {
      List<ClipRow> rows =
          fold.learning().stream().filter(row -> row.split().equals(split)).toList();
      List<String> labels = new ArrayList<>(rows.stream().map(ClipRow::label).toList());
      for (int i = labels.size() - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        String swap = labels.get(i);
        labels.set(i, labels.get(j));
        labels.set(j, swap);
      }
      for (int i = 0; i < rows.size(); i++) {
        permuted.add(rows.get(i).withLabel(labels.get(i)));
      }
    }
    permuted.sort(Comparator.comparing(ClipRow::utterance));
    return new Fold(fold.name(), permuted, fold.tests());
  }
}
