package org.plateau.features.opensmile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;
import org.plateau.testing.ReferenceFiles;

/** Our calls of the library against the values that its Python package gives. */
@Tag("golden")
class OpenSmileGoldenTest {
  private static final double TOLERANCE_IN_DEVIATIONS = 1e-6;

  @ParameterizedTest
  @ValueSource(strings = {"IS09", "IS10", "IS11", "IS12", "IS13", "IS16", "eGeMAPS"})
  void functionalsEqualThePythonPackage(String set) {
    FeatureExtractor extractor = extractor(set + "-s");
    Reference reference = Reference.read(set + ".functionals", 1);
    assertThat(extractor.names()).isEqualTo(reference.names());
    Map<String, FeatureMatrix> own = new LinkedHashMap<>();
    reference.clips().forEach((clip, rows) -> own.put(clip, extract(extractor, clip)));
    assertThat(own).hasSize(34);
    assertThat(reference.largestError(own, 0)).isLessThanOrEqualTo(TOLERANCE_IN_DEVIATIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IS09", "IS10", "IS11", "IS12", "IS13", "IS16", "eGeMAPS"})
  void descriptorsAndDeltasEqualThePythonPackage(String set) {
    FeatureExtractor extractor = extractor(set + "-d");
    Reference descriptors = Reference.read(set + ".lld", 2);
    Map<String, FeatureMatrix> own = new LinkedHashMap<>();
    descriptors.clips().forEach((clip, rows) -> own.put(clip, extract(extractor, clip)));
    assertThat(own).hasSize(3);
    own.forEach(
        (clip, matrix) ->
            assertThat(matrix.frames()).isEqualTo(descriptors.clips().get(clip).size()));
    List<String> names = new ArrayList<>(descriptors.names());
    assertThat(descriptors.largestError(own, 0)).isLessThanOrEqualTo(TOLERANCE_IN_DEVIATIONS);
    if (!set.equals("eGeMAPS")) {
      Reference deltas = Reference.read(set + ".deltas", 2);
      names.addAll(deltas.names());
      assertThat(deltas.largestError(own, descriptors.names().size()))
          .isLessThanOrEqualTo(TOLERANCE_IN_DEVIATIONS);
    }
    assertThat(extractor.names()).isEqualTo(names);
  }

  private static FeatureExtractor extractor(String set) {
    return FeatureSets.nativeSet(set).orElseThrow().create(InstalledOpenSmile.home());
  }

  private static FeatureMatrix extract(FeatureExtractor extractor, String clip) {
    return extractor.extract(ReferenceFiles.wav("data/emodb/wav/" + clip + ".wav"));
  }

  /** One reference file: rows by clip, without the leading columns. */
  private record Reference(List<String> names, Map<String, List<double[]>> clips) {
    static Reference read(String file, int leading) {
      List<List<String>> cells = ReferenceFiles.csv("reference/opensmile/" + file + ".csv.gz");
      List<String> names = cells.get(0).subList(leading, cells.get(0).size());
      Map<String, List<double[]>> clips = new LinkedHashMap<>();
      for (List<String> row : cells.subList(1, cells.size())) {
        clips
            .computeIfAbsent(row.get(0), name -> new ArrayList<>())
            .add(row.stream().skip(leading).mapToDouble(Double::parseDouble).toArray());
      }
      return new Reference(names, clips);
    }

    /** Largest difference in standard deviations of its feature over all rows. */
    double largestError(Map<String, FeatureMatrix> own, int firstColumn) {
      double largest = 0;
      for (int column = 0; column < names.size(); column++) {
        double difference = 0;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (Map.Entry<String, List<double[]>> clip : clips.entrySet()) {
          FeatureMatrix matrix = own.get(clip.getKey());
          for (int row = 0; row < clip.getValue().size(); row++) {
            double expected = clip.getValue().get(row)[column];
            sum += expected;
            squares += expected * expected;
            count++;
            if (row < matrix.frames()) {
              int at = row * matrix.dims() + firstColumn + column;
              // The file has nine digits, which name a float32 exactly.
              difference = Math.max(difference, Math.abs((float) expected - matrix.values()[at]));
            }
          }
        }
        double deviation = Math.sqrt(Math.max(0, squares / count - sum * sum / count / count));
        if (difference > 0) {
          largest = Math.max(largest, difference / deviation);
        }
      }
      return largest;
    }
  }
}
