package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.plateau.testing.ReferenceFiles;

/**
 * Compares a feature matrix with one of the reference: shape, summary, every fifth frame. Where the
 * file stops before the matrix does, the summary's {@code silence_value} stands for the rest.
 */
record FeatureGolden(double largest, double percentile99) {
  /** The recording that a reference stem such as {@code 0.03a01Fa} stands for. */
  static float[] recording(String stem) {
    return ReferenceFiles.wav("data/emodb/wav/" + stem.substring(2) + ".wav");
  }

  void compare(String name, FeatureMatrix matrix) {
    JsonNode summary = ReferenceFiles.json("reference/features/summary.json").get(name);
    compareSummary(summary, matrix);
    List<double[]> rows = ReferenceFiles.csvRows("reference/features/" + name + ".csv.gz");
    assertThat(rows).hasSizeGreaterThan(20);
    assertThat(rows.size() == (matrix.frames() + 4) / 5).isNotEqualTo(summary.has("silence_value"));
    double silence = summary.path("silence_value").asDouble(Double.NaN);
    double[] differences = new double[(matrix.frames() + 4) / 5 * matrix.dims()];
    int count = 0;
    for (int frame = 0; frame < matrix.frames(); frame += 5) {
      double[] row = frame / 5 < rows.size() ? rows.get(frame / 5) : null;
      assertThat(row == null ? frame : row[0]).isEqualTo(frame);
      for (int band = 0; band < matrix.dims(); band++) {
        double expected = row == null ? silence : row[1 + band];
        double own = matrix.values()[frame * matrix.dims() + band];
        differences[count++] = Math.abs(expected - own);
      }
    }
    Arrays.sort(differences);
    assertThat(differences[differences.length - 1]).isLessThan(largest);
    assertThat(differences[(int) (0.99 * differences.length)]).isLessThan(percentile99);
  }

  void compareSummary(JsonNode summary, FeatureMatrix matrix) {
    assertThat(matrix.frames()).isEqualTo(summary.get("shape").get(0).asInt());
    assertThat(matrix.dims()).isEqualTo(summary.get("shape").get(1).asInt());
    float[] values = matrix.values();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum / values.length).isCloseTo(summary.get("mean").asDouble(), within(percentile99));
    double norm = summary.get("l2").asDouble();
    assertThat(Math.sqrt(squares)).isCloseTo(norm, within(1e-5 * norm));
    double[] first = ReferenceFiles.numbers(summary.get("first"));
    double[] last = ReferenceFiles.numbers(summary.get("last"));
    for (int i = 0; i < first.length; i++) {
      assertThat((double) values[i]).isCloseTo(first[i], within(largest));
      int fromEnd = values.length - last.length + i;
      assertThat((double) values[fromEnd]).isCloseTo(last[i], within(largest));
    }
  }
}
