package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/** What the tests against {@code reference/statistics} share. */
public final class ReferenceCheck {
  private ReferenceCheck() {}

  public static JsonNode file(String name) {
    return ReferenceFiles.json("reference/statistics/" + name + ".json");
  }

  /** Values of the recipe U(name, n). */
  public static double[] uniform(String name, int n) {
    return Golden.uniform(LabelRecipe.SALT, name, n);
  }

  /** n x d values of 2 U(name) - 1, row-major. */
  public static double[][] matrix(String name, int n, int d) {
    double[] u = uniform(name, n * d);
    double[][] matrix = new double[n][d];
    for (int i = 0; i < u.length; i++) {
      matrix[i / d][i % d] = 2 * u[i] - 1;
    }
    return matrix;
  }

  /** Equal within a relative tolerance; NaN and infinity must meet their like. */
  public static void assertSame(double found, JsonNode node, double tolerance) {
    double expected = ReferenceFiles.number(node);
    if (Double.isNaN(expected) || Double.isInfinite(expected)) {
      assertThat(found).isEqualTo(expected);
    } else {
      assertThat(found).isCloseTo(expected, within(tolerance * Math.max(1e-3, Math.abs(expected))));
    }
  }

  public static void assertSame(double found, JsonNode node) {
    assertSame(found, node, 1e-9);
  }

  public static int[] ints(JsonNode node) {
    return LabelRecipe.ints(node);
  }

  public static byte[] bytes(JsonNode node) {
    byte[] values = new byte[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) node.get(i).asInt();
    }
    return values;
  }
}
