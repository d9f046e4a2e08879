package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.config.UserException;
import org.plateau.features.FeatureSets;
import org.plateau.nn.checkpoint.Checkpoints;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.input.Standardiser;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.ConfusionMatrix;

class PredictorTest {
  @TempDir static Path root;
  @TempDir Path run;
  private static Path pack;

  @BeforeAll
  static void makePack() throws IOException {
    pack = TestRuns.pack(root, 12);
  }

  private static Map<String, String> options(String featureSet) {
    return featureSet.equals("mel-s")
        ? Map.of(
            "inputs",
            Integer.toString(FeatureSets.create(featureSet).names().size()),
            "hidden",
            "8")
        : Map.of();
  }

  private TrainRequest request(String architecture, String featureSet, int attempt, Path from) {
    return TestRuns.with(
        TestRuns.request(pack, run, attempt, from),
        architecture,
        featureSet,
        options(featureSet),
        new HyperParameters("adam", 1e-3, 6, 1));
  }

  private static List<PredictionRecord> predict(PredictRequest request, int threads)
      throws IOException {
    List<PredictionRecord> records = new ArrayList<>();
    new Predictor(threads).predict(request, records::add);
    return records;
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({"crnn18, raw", "mlp, mel-s", "efficientnet-b0, logmel64"})
  void predictionsEqualTheDevEvaluationAndDoNotDependOnNeighbours(
      String architecture, String featureSet) throws IOException {
    TrainRequest request = request(architecture, featureSet, 1, null);
    TrainResult result = new Trainer().train(request, TestRuns.silent());
    List<PredictionRecord> all = predict(TestRuns.prediction(request, result, List.of()), 2);
    assertThat(all).hasSize(16);
    for (PredictionRecord record : all) {
      assertThat(record.loss())
          .isEqualTo(
              WeightedCrossEntropy.nats(record.logits(), TestRuns.CLASSES.indexOf(record.label())));
      int predicted = TestRuns.CLASSES.indexOf(record.prediction());
      for (float logit : record.logits()) {
        assertThat(logit).isLessThanOrEqualTo(record.logits()[predicted]);
      }
    }
    for (int i : new int[] {0, 7, 14}) {
      List<PredictionRecord> alone =
          predict(TestRuns.prediction(request, result, List.of(all.get(i).utterance())), 1);
      assertThat(alone).hasSize(1);
      assertThat(alone.get(0).logits()).isEqualTo(all.get(i).logits());
    }
    ConfusionMatrix dev = new ConfusionMatrix(3);
    for (PredictionRecord record : all.subList(12, 16)) {
      dev.add(
          TestRuns.CLASSES.indexOf(record.label()), TestRuns.CLASSES.indexOf(record.prediction()));
    }
    assertThat(ClassificationMetrics.UAR.value(dev)).isEqualTo(result.devUar());
  }

  @Test
  void staticSetsResumeWithTheirStatistics() throws IOException {
    TrainRequest whole = request("mlp", "mel-s", 1, null);
    TrainResult expected = new Trainer().train(whole, TestRuns.silent());
    TrainRequest first = request("mlp", "mel-s", 2, null);
    assertThatThrownBy(() -> new Trainer().train(first, TestRuns.stopAfter(1)))
        .isInstanceOf(TestRuns.Stop.class);
    TrainRequest second = request("mlp", "mel-s", 3, Checkpoints.latest(run).orElseThrow());
    TrainResult resumed = new Trainer(3).train(second, TestRuns.silent());
    assertThat(resumed.weightsSha256()).isEqualTo(expected.weightsSha256());
    Path weights = Path.of(second.attemptDir(), resumed.weightsFile());
    try (SafetensorsFile file = SafetensorsFile.open(weights)) {
      assertThat(file.names()).contains(Standardiser.MEAN, Standardiser.STD);
      for (float deviation : file.read(Standardiser.STD).toFloats()) {
        assertThat(deviation).isPositive();
      }
    }
  }

  @Test
  void anAbsentUtteranceIsNamed() throws IOException {
    TrainRequest request = request("mlp", "mel-s", 1, null);
    TrainResult result = new Trainer().train(request, TestRuns.silent());
    assertThatThrownBy(
            () -> predict(TestRuns.prediction(request, result, List.of("clip-000", "who")), 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("who");
  }
}
