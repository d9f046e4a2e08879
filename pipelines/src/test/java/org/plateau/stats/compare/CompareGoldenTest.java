package org.plateau.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plateau.stats.ReferenceCheck.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.Correlation;
import org.plateau.stats.ReferenceCheck;

/** Agreement, difficulty, complementarity and raters' agreement against other tools' values. */
class CompareGoldenTest {
  private final JsonNode file = ReferenceCheck.file("agreement");
  private final JsonNode table = file.get("table");
  private final int classes = table.get("classes").asInt();
  private final byte[] truth = ReferenceCheck.bytes(table.get("truth"));

  private byte[] prediction(int model) {
    return ReferenceCheck.bytes(table.get("predictions").get(model));
  }

  @Test
  void pairs() {
    JsonNode expected = file.get("pairwise");
    int models = table.get("models").asInt();
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < models; j++) {
        PairCounts pair = PairCounts.of(classes, truth, prediction(i), prediction(j));
        assertSame(pair.agreement(), expected.get("agreement").get(i).get(j));
        assertSame(pair.kappa(), expected.get("kappa").get(i).get(j));
        assertSame(
            pair.bothWrongSameAnswer(), expected.get("both_wrong_same_answer").get(i).get(j));
        assertSame(pair.oracleAccuracy(), expected.get("oracle_accuracy_of_pair").get(i).get(j));
        assertSame(pair.doubleFault(), expected.get("double_fault").get(i).get(j));
        assertSame(pair.yuleQ(), expected.get("yule_q").get(i).get(j));
        assertSame(
            ClassificationMetrics.UAR.value(pair.first(PairCounts.Subset.RIGHT)),
            expected.get("uar_of_i_where_j_right").get(i).get(j));
        assertSame(
            ClassificationMetrics.UAR.value(pair.first(PairCounts.Subset.WRONG)),
            expected.get("uar_of_i_where_j_wrong").get(i).get(j));
        assertSame(
            ClassificationMetrics.UAR.value(pair.first(PairCounts.Subset.ALL)),
            table.get("model_uar").get(i));
        assertThat(pair.swapped().first(PairCounts.Subset.WRONG))
            .isEqualTo(
                PairCounts.of(classes, truth, prediction(j), prediction(i))
                    .first(PairCounts.Subset.WRONG));
      }
    }
  }

  @Test
  void votes() {
    Difficulty difficulty = new Difficulty(longs(table.get("truth_counts")));
    double[] disagreeing = new double[truth.length];
    double[] wrong = new double[truth.length];
    for (JsonNode row : table.get("rows")) {
      Difficulty.Vote vote = difficulty.vote(ReferenceCheck.ints(row.get("votes")));
      assertThat(vote.majority()).isEqualTo(row.get("majority_tie_to_more_frequent").asInt());
      assertThat(vote.tie()).isEqualTo(row.get("tie").asBoolean());
      assertThat(vote.disagreeing()).isEqualTo(row.get("difficulty").asInt());
      disagreeing[row.get("item").asInt()] = vote.disagreeing();
      wrong[row.get("item").asInt()] = row.get("models_wrong").asInt();
    }
    assertSame(
        Correlation.spearman(disagreeing, wrong), table.get("difficulty_vs_models_wrong_spearman"));
  }

  @Test
  void raters() {
    RaterCounts first = new RaterCounts(classes);
    RaterCounts second = new RaterCounts(classes);
    for (int i = 0; i < truth.length; i++) {
      int[] votes = new int[classes];
      for (int m = 0; m < table.get("models").asInt(); m++) {
        votes[table.get("predictions").get(m).get(i).asInt()]++;
      }
      (i < 5 ? first : second).add(votes);
    }
    RaterCounts whole = first.merge(second);
    JsonNode expected = file.get("whole_table");
    assertSame(whole.fleissKappa(), expected.get("fleiss_kappa"));
    assertSame(whole.krippendorffAlpha(), expected.get("krippendorff_alpha_nominal"));
  }

  @Test
  void ratersWhoMissItems() {
    JsonNode missing = file.get("missing");
    RaterCounts counts = new RaterCounts(classes);
    for (int i = 0; i < missing.get("ratings").get(0).size(); i++) {
      int[] votes = new int[classes];
      for (JsonNode rater : missing.get("ratings")) {
        if (rater.get(i).isNumber()) {
          votes[rater.get(i).asInt()]++;
        }
      }
      counts.add(votes);
    }
    assertSame(counts.krippendorffAlpha(), missing.get("krippendorff_alpha_nominal"));
    assertThat(counts.fleissKappa()).as("needs equally many raters").isNaN();
  }

  @Test
  void manyItems() {
    double[] chosen = ReferenceCheck.uniform("big/truth", 2000);
    RaterCounts counts = new RaterCounts(4);
    int[][] votes = new int[2000][4];
    for (int m = 0; m < 10; m++) {
      double[] keep = ReferenceCheck.uniform("big/keep" + m, 2000);
      double[] other = ReferenceCheck.uniform("big/other" + m, 2000);
      for (int i = 0; i < 2000; i++) {
        votes[i][(int) (4 * (keep[i] < .5 ? chosen[i] : other[i]))]++;
      }
    }
    for (int[] item : votes) {
      counts.add(item);
    }
    JsonNode expected = file.get("big");
    assertSame(counts.fleissKappa(), expected.get("fleiss_kappa"));
    assertSame(counts.krippendorffAlpha(), expected.get("krippendorff_alpha_nominal"));
  }

  @Test
  void oneClassOnlyIsUndefined() {
    RaterCounts counts = new RaterCounts(4);
    counts.add(0, 2, 0, 0);
    counts.add(0, 2, 0, 0);
    assertThat(counts.fleissKappa()).isNaN();
    assertThat(counts.krippendorffAlpha()).isNaN();
    assertThat(new RaterCounts(2).krippendorffAlpha()).isNaN();
    byte[] ones = {1, 1, 1};
    assertThat(PairCounts.of(2, ones, ones, ones).kappa()).isNaN();
    assertThat(new PairCounts(2).agreement()).isNaN();
  }

  private static long[] longs(JsonNode node) {
    return java.util.Arrays.stream(ReferenceCheck.ints(node)).asLongStream().toArray();
  }
}
