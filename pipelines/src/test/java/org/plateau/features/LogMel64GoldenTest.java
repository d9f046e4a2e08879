package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/** logmel64 against torchlibrosa's values, with the tolerances of the reference's README. */
class LogMel64GoldenTest {
  private static final double LARGEST_DB = 1e-3;
  private static final double PERCENTILE_99_DB = 1e-4;

  private final LogMel64 extractor = new LogMel64();

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void wholeRecordings(String stem) {
    compare("pann16.whole." + stem, extractor.extract(recording(stem)));
  }

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void threeSecondCrops(String stem) {
    FeatureMatrix matrix = extractor.extract(Arrays.copyOf(recording(stem), 48_000));
    assertThat(matrix.frames()).isEqualTo(301);
    compare("pann16.crop3s." + stem, matrix);
  }

  @Test
  void recipe() {
    compare("pann16.recipe", extractor.extract(Golden.signal("features-1", "pann16", 16_000, 0.5)));
  }

  @Test
  void theSameObjectGivesTheSameValuesAgain() {
    float[] clip = Golden.signal("logmel", "twice", 5000, 0.3);
    FeatureMatrix first = extractor.extract(clip);
    extractor.extract(Golden.signal("logmel", "between", 9000, 0.9));
    assertThat(extractor.extract(clip).values()).containsExactly(first.values());
  }

  @Test
  void shortestClipAndOneBelow() {
    assertThat(extractor.extract(new float[257]).frames()).isEqualTo(2);
    assertThat(extractor.extract(new float[257]).values()).containsOnly(-100f);
    assertThatThrownBy(() -> extractor.extract(new float[256]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("257")
        .hasMessageContaining("256");
  }

  private static float[] recording(String stem) {
    return ReferenceFiles.wav("data/emodb/wav/" + stem.substring(2) + ".wav");
  }

  private static void compare(String name, FeatureMatrix matrix) {
    JsonNode summary = ReferenceFiles.json("reference/features/summary.json").get(name);
    assertThat(List.of(matrix.frames(), matrix.dims()))
        .containsExactly(summary.get("shape").get(0).asInt(), summary.get("shape").get(1).asInt());
    double sum = 0;
    double squares = 0;
    for (float value : matrix.values()) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum / matrix.values().length)
        .isCloseTo(summary.get("mean").asDouble(), within(PERCENTILE_99_DB));
    double norm = summary.get("l2").asDouble();
    assertThat(Math.sqrt(squares)).isCloseTo(norm, within(1e-6 * norm));

    List<double[]> rows = ReferenceFiles.csvRows("reference/features/" + name + ".csv.gz");
    assertThat(rows).hasSize((matrix.frames() + 4) / 5);
    double[] differences = new double[rows.size() * matrix.dims()];
    int count = 0;
    for (double[] row : rows) {
      int frame = (int) row[0];
      for (int band = 0; band < matrix.dims(); band++) {
        double own = matrix.values()[frame * matrix.dims() + band];
        differences[count++] = Math.abs(row[1 + band] - own);
      }
    }
    Arrays.sort(differences);
    assertThat(differences[differences.length - 1]).isLessThan(LARGEST_DB);
    assertThat(differences[(int) (0.99 * differences.length)]).isLessThan(PERCENTILE_99_DB);
  }
}
