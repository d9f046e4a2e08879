package org.plateau.stages.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plateau.config.UserException;

class FoldsTest {
  private static ClipRow clip(String utterance, String speaker, String split, String label) {
    return new ClipRow(utterance, "id-" + utterance, speaker, split, label);
  }

  private static List<ClipRow> tenClips() {
    List<ClipRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(clip("u" + i, "s" + i % 5, "train", i % 2 == 0 ? "angry" : "sad"));
    }
    return rows;
  }

  @Test
  void leavesEachSpeakerOutOnce() {
    List<Fold> folds = Folds.leaveOneSpeakerOut(tenClips(), 2, "emodb/1");

    assertThat(folds).extracting(Fold::name).containsExactly("s0", "s1", "s2", "s3", "s4");
    for (Fold fold : folds) {
      List<ClipRow> test = fold.tests().get("emodb/1/speaker-" + fold.name());
      assertThat(test).hasSize(2).allMatch(row -> row.speaker().equals(fold.name()));
      assertThat(fold.learning()).hasSize(8).noneMatch(row -> row.speaker().equals(fold.name()));
      assertThat(fold.trainingClips()).isEqualTo(4);
    }
    assertThat(folds.get(4).learning())
        .filteredOn(row -> row.split().equals("dev"))
        .extracting(ClipRow::speaker)
        .containsOnly("s0", "s1");
  }

  @Test
  void doesNotDependOnTheOrderOfRows() {
    List<ClipRow> shuffled = tenClips();
    Collections.shuffle(shuffled, new Random(1));

    assertThat(Folds.leaveOneSpeakerOut(shuffled, 1, "c/1"))
        .isEqualTo(Folds.leaveOneSpeakerOut(tenClips(), 1, "c/1"));
  }

  @Test
  void leavesOutClipsWithoutSpeaker() {
    List<ClipRow> rows = tenClips();
    rows.add(clip("unknown", null, "train", "sad"));

    assertThat(Folds.leaveOneSpeakerOut(rows, 1, "c/1"))
        .allSatisfy(
            fold ->
                assertThat(fold.learning()).noneMatch(row -> row.utterance().equals("unknown")));
  }

  @Test
  void refusesTooFewSpeakers() {
    List<ClipRow> rows = List.of(clip("a", "1", "train", "x"), clip("b", "2", "train", "x"));

    assertThatThrownBy(() -> Folds.leaveOneSpeakerOut(rows, 1, "c/1"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "experiment.dev-speakers = 1: leave-one-speaker-out needs at least 3 speakers,"
                + " found 2");
  }

  @Test
  void permutesLabelsWithinASplitAndLeavesTheTestAlone() {
    List<ClipRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(clip("u%02d".formatted(i), "s", i < 30 ? "train" : "dev", "l" + i % 4));
    }
    List<ClipRow> test = List.of(clip("t", "s", "test", "l1"));
    Fold fold = Folds.fixed(rows, Map.of("c/1/test", test));

    Fold permuted = Folds.permuteLabels(fold, new Random(3));

    assertThat(counts(permuted)).isEqualTo(counts(fold));
    assertThat(permuted.learning()).isNotEqualTo(fold.learning());
    assertThat(permuted.learning().stream().map(ClipRow::utterance))
        .containsExactlyElementsOf(fold.learning().stream().map(ClipRow::utterance).toList());
    assertThat(permuted.tests()).isEqualTo(fold.tests());
    assertThat(Folds.permuteLabels(fold, new Random(3))).isEqualTo(permuted);
  }

  private static Map<String, Long> counts(Fold fold) {
    return fold.learning().stream()
        .collect(
            Collectors.groupingBy(
                row -> row.split() + row.label(), TreeMap::new, Collectors.counting()));
  }
}
