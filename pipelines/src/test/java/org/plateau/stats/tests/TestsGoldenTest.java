package org.plateau.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.plateau.stats.ReferenceCheck.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plateau.stats.Interval;
import org.plateau.stats.ReferenceCheck;
import org.plateau.stats.Seeds;
import org.plateau.stats.compare.PairCounts;
import org.plateau.testing.ReferenceFiles;

/** McNemar, permutation, bootstrap, Holm, Benjamini-Hochberg, Friedman, Nemenyi. */
class TestsGoldenTest {
  private final JsonNode file = ReferenceCheck.file("tests");

  @Test
  void mcnemar() {
    for (JsonNode node : file.get("mcnemar").get("cases")) {
      long b = node.get("only_first_right").asLong();
      long c = node.get("only_second_right").asLong();
      assertSame(McNemar.exact(b, c), node.get("exact_two_sided"));
      assertSame(McNemar.midP(b, c), node.get("mid_p"));
      assertThat(McNemar.exact(c, b)).isEqualTo(McNemar.exact(b, c));
    }
  }

  @Test
  void exactPermutation() {
    JsonNode node = file.get("paired").get("cases").get(0);
    UarDifference difference =
        new UarDifference(
            PairCounts.of(
                3,
                ReferenceCheck.bytes(node.get("truth")),
                ReferenceCheck.bytes(node.get("first")),
                ReferenceCheck.bytes(node.get("second"))));
    assertSame(difference.value(), node.get("difference"));
    assertSame(
        difference.permutation(100_000, 1, Seeds.generator(1)), node.get("exact_p_two_sided"));
    double drawn = difference.permutation(0, 20_000, Seeds.generator(1, "drawn"));
    double p = node.get("exact_p_two_sided").asDouble();
    assertThat(drawn).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / 20_000) + 1e-4));
  }

  @Test
  void drawnPermutationAndBootstrap() {
    JsonNode node = file.get("paired").get("cases").get(1);
    byte[][] three = permMid();
    UarDifference difference = new UarDifference(PairCounts.of(3, three[0], three[1], three[2]));
    assertSame(difference.value(), node.get("difference"));
    int replicates = 20_000;
    double p = node.get("p_two_sided_monte_carlo").asDouble();
    double error = Math.sqrt(p * (1 - p) / replicates) + node.get("p_standard_error").asDouble();
    assertThat(difference.permutation(0, replicates, Seeds.generator(2)))
        .isCloseTo(p, within(4 * error + 1.0 / replicates));
    assertThat(difference.permutation(10_000_000, 1, Seeds.generator(2)))
        .as("all outcomes counted")
        .isCloseTo(p, within(4 * node.get("p_standard_error").asDouble()));

    JsonNode expected = node.get("paired_bootstrap");
    Interval interval = difference.bootstrap(replicates, Seeds.generator(3));
    double density = Math.exp(-1.96 * 1.96 / 2) / Math.sqrt(2 * Math.PI);
    double sigma =
        Math.sqrt(.025 * .975 / replicates)
            / density
            * expected.get("standard_error").asDouble()
            * Math.sqrt(1.2);
    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(4 * sigma));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(4 * sigma));
  }

  private static byte[][] permMid() {
    int n = 600;
    double[] weights = {.5, .8, 1};
    double[] chosen = ReferenceCheck.uniform("perm_mid/truth", n);
    double[] keep = ReferenceCheck.uniform("perm_mid/keep", n);
    double[] other = ReferenceCheck.uniform("perm_mid/other", n);
    double[] change = ReferenceCheck.uniform("perm_mid/change", n);
    double[] fix = ReferenceCheck.uniform("perm_mid/fix", n);
    double[] fresh = ReferenceCheck.uniform("perm_mid/new", n);
    byte[][] three = new byte[3][n];
    for (int i = 0; i < n; i++) {
      byte truth = (byte) (chosen[i] < weights[0] ? 0 : chosen[i] < weights[1] ? 1 : 2);
      byte first = keep[i] < .5 ? truth : (byte) (3 * other[i]);
      byte changed = fix[i] < .5 ? truth : (byte) (3 * fresh[i]);
      three[0][i] = truth;
      three[1][i] = first;
      three[2][i] = change[i] < .35 ? changed : first;
    }
    return three;
  }

  @Test
  void bootstrapPValues() {
    assertThat(UarDifference.bootstrapP()).isNaN();
    assertThat(UarDifference.bootstrapP(1, 2, 3, 4)).isEqualTo(2 * 1 / 5.);
    assertThat(UarDifference.bootstrapP(-1, 1, -1, 1)).isEqualTo(1);
    assertThat(new UarDifference(new PairCounts(2)).value()).isNaN();
    assertThat(new UarDifference(new PairCounts(2)).permutation(10, 10, Seeds.generator(1)))
        .isNaN();
    assertThat(new UarDifference(new PairCounts(2)).bootstrap(10, Seeds.generator(1)).n()).isZero();
  }

  @Test
  void manyTests() {
    for (JsonNode node : file.get("multiplicity")) {
      double[] p = ReferenceFiles.numbers(node.get("p"));
      double[] holm = MultipleTesting.holm(p);
      double[] bh = MultipleTesting.benjaminiHochberg(p);
      for (int i = 0; i < p.length; i++) {
        assertSame(holm[i], node.get("holm").get(i));
        assertSame(bh[i], node.get("fdr_bh").get(i));
      }
    }
    assertThat(MultipleTesting.holm(.01, Double.NaN)).containsExactly(.01, Double.NaN);
  }

  @Test
  void friedmanAndNemenyi() {
    for (JsonNode node : file.get("friedman")) {
      double[][] table = new double[node.get("blocks").asInt()][];
      for (int i = 0; i < table.length; i++) {
        table[i] = ReferenceFiles.numbers(node.get("table").get(i));
      }
      Friedman friedman = Friedman.of(table);
      assertSame(friedman.chi2(), node.get("chi2"));
      assertSame(friedman.p(), node.get("p"));
      double[] ranks = ReferenceFiles.numbers(node.get("average_ranks_best_is_1"));
      assertThat(friedman.meanRanks()).containsExactly(ranks, within(1e-12));
      assertSame(
          friedman.criticalDifference(.05), node.get("critical_difference").get("0.05"), 1e-9);
      assertSame(friedman.criticalDifference(.1), node.get("critical_difference").get("0.1"), 1e-9);
      for (int i = 0; i < ranks.length; i++) {
        for (int j = 0; j < ranks.length; j++) {
          assertSame(friedman.nemenyi(i, j), node.get("nemenyi_p").get(i).get(j));
        }
      }
    }
  }

  @Test
  void rangeQuantiles() {
    JsonNode table = file.get("q_alpha_table");
    for (String alpha : new String[] {"0.05", "0.1"}) {
      table
          .get(alpha)
          .properties()
          .forEach(
              entry ->
                  assertSame(
                      StudentizedRange.quantile(
                              Double.parseDouble(alpha), Integer.parseInt(entry.getKey()))
                          / Math.sqrt(2),
                      entry.getValue()));
    }
  }

  @Test
  void oneTaskOrOneModelHasNoTest() {
    assertThat(Friedman.of(new double[][] {{1, 2, 3}}).chi2()).isNaN();
    assertThat(Friedman.of(new double[][] {{1}, {2}}).p()).isNaN();
    assertThat(Friedman.of(new double[][] {{1}, {2}}).criticalDifference(.05)).isNaN();
    assertThat(Friedman.of(new double[][] {{1, 1}, {2, 2}}).chi2()).isNaN();
    assertThat(Arrays.stream(Friedman.of(new double[0][]).meanRanks()).count()).isZero();
  }
}
