package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.input.Example;
import org.plateau.nn.input.Standardiser;
import org.plateau.nn.input.StoredInputs;
import org.plateau.nn.input.StoredSource;
import org.plateau.packs.Fingerprint;
import org.plateau.packs.PackReader;
import org.plateau.packs.PackSpec;
import org.plateau.packs.PackWriter;

/** Features that come from packs: cut, padded, standardised, trained on and predicted. */
class StoredFeaturesTest {
  private static final List<String> CLASSES = List.of("down", "up");
  private static final int DIMS = 3;

  @TempDir Path folder;

  @Test
  void statisticsAreThoseOfAllTrainingFrames() throws IOException {
    try (PackReader pack = PackReader.open(pack(5, 7, 40))) {
      Standardiser standardiser = StoredInputs.statistics(pack, pack.entries("train"));
      double sum = 0;
      double squares = 0;
      int rows = 0;
      for (int frames : List.of(5, 7)) {
        for (int t = 0; t < frames; t++) {
          sum += value(frames, t, 1);
          squares += Math.pow(value(frames, t, 1), 2);
          rows++;
        }
      }
      double mean = sum / rows;
      double deviation = Math.sqrt(squares / rows - mean * mean);
      float[] own = standardiser.applyToRows(pack.values(pack.entries("dev").get(0)));
      assertThat((double) own[1]).isCloseTo((value(40, 0, 1) - mean) / deviation, within(1e-6));
    }
  }

  @Test
  void framesAreCroppedForTrainingAndPaddedWithTheMean() throws IOException {
    try (PackReader pack = PackReader.open(pack(5, 7, 40))) {
      Standardiser standardiser = StoredInputs.statistics(pack, pack.entries("train"));
      // 1 + floor(1600 / 160) and 1 + floor(960 / 160) frames.
      StoredSource.Window window = StoredSource.Window.ofSamples("run", 3, 1600, 960);
      StoredSource source = new StoredSource(pack, standardiser, window);
      Example padded = source.training(pack.entries("train").get(0), 1);
      assertThat(padded.shape()).containsExactly(11, DIMS);
      assertThat(padded.values()[4 * DIMS]).isNotZero();
      assertThat(List.of(padded.values()[5 * DIMS], padded.values()[11 * DIMS - 1]))
          .containsOnly(0f);

      float[] whole = standardiser.applyToRows(pack.values(pack.entries("dev").get(0)));
      Example first = source.training(pack.entries("dev").get(0), 1);
      assertThat(first.shape()).containsExactly(11, DIMS);
      assertThat(whole).containsSequence(first.values());
      assertThat(source.training(pack.entries("dev").get(0), 1).values()).isEqualTo(first.values());
      assertThat(offsets(source, pack)).hasSizeGreaterThan(3);

      assertThat(source.evaluation(pack.entries("dev").get(0)).values()).isEqualTo(whole);
      assertThat(source.evaluation(pack.entries("train").get(0)).shape()).containsExactly(7, DIMS);
    }
  }

  private static List<Float> offsets(StoredSource source, PackReader pack) {
    List<Float> first = new ArrayList<>();
    for (int epoch = 1; epoch < 30; epoch++) {
      first.add(source.training(pack.entries("dev").get(0), epoch).values()[0]);
    }
    return first.stream().distinct().toList();
  }

  @Test
  void anLstmLearnsFromDescriptorsAndPredictsAsItDidInTraining() throws IOException {
    Path pack = trainable("d", 12);
    TrainResult result = learn(pack, "lstm", 12);
    assertThat(result.status()).isEqualTo("done");
    assertThat(result.devUar()).isEqualTo(1.0);
    List<PredictionRecord> predictions = predict(pack, "lstm", result);
    assertThat(predictions).hasSize(16);
    assertUnseenClipsAreRight(predictions);
  }

  @Test
  void aPerceptronLearnsFromFunctionalsAndKeepsTheirStatistics() throws IOException {
    Path pack = trainable("s", 1);
    TrainResult result = learn(pack, "mlp", 30);
    assertThat(result.devUar()).isEqualTo(1.0);
    assertUnseenClipsAreRight(predict(pack, "mlp", result));
    try (SafetensorsFile weights = SafetensorsFile.open(weights(result))) {
      assertThat(weights.read("standardise.mean").toFloats()).hasSize(DIMS);
    }
  }

  private static void assertUnseenClipsAreRight(List<PredictionRecord> predictions) {
    assertThat(predictions)
        .filteredOn(row -> row.utterance().compareTo("clip-12") >= 0)
        .hasSize(4)
        .allMatch(row -> row.prediction().equals(row.label()));
  }

  private TrainResult learn(Path pack, String architecture, int epochs) throws IOException {
    TrainRequest request = request(pack, architecture, epochs);
    return new Trainer().train(request, (TrainingListenerFake) (epoch, step, steps) -> {});
  }

  private interface TrainingListenerFake extends TrainingListener {
    @Override
    default void onEpoch(EpochRecord epoch) {}
  }

  private TrainRequest request(Path pack, String architecture, int epochs) {
    TrainRequest base =
        TestRuns.with(
            TestRuns.request(pack, folder.resolve("run"), 1, null),
            architecture,
            "mine",
            Map.of("inputs", Integer.toString(DIMS)),
            new HyperParameters("adam", 1e-2, 4, epochs));
    return new TrainRequest(
        base.runId(),
        base.model(),
        base.architecture(),
        base.featureSet(),
        base.options(),
        CLASSES,
        base.pack(),
        base.hyperParameters(),
        base.seed(),
        base.cropSamples(),
        base.minSamples(),
        base.checkpointSeconds(),
        1,
        base.attemptDir(),
        null,
        null);
  }

  private Path weights(TrainResult result) {
    return folder.resolve("run/attempt-1").resolve(result.weightsFile());
  }

  private List<PredictionRecord> predict(Path pack, String architecture, TrainResult result)
      throws IOException {
    List<PredictionRecord> records = new ArrayList<>();
    new Predictor()
        .predict(
            new PredictRequest(
                "run-1",
                architecture,
                architecture,
                "mine",
                Map.of("inputs", Integer.toString(DIMS)),
                CLASSES,
                weights(result).toString(),
                1600,
                List.of(new PredictRequest.Slice(pack.toString(), "t", "clean", List.of()))),
            records::add);
    return records;
  }

  private static float value(int frames, int t, int d) {
    return (float) (100 * d + t * (d + 1) + frames);
  }

  /** Clips of these numbers of frames: the last one is dev, the others train. */
  private Path pack(int... frames) throws IOException {
    try (PackWriter writer =
        PackWriter.create(folder, PackSpec.features("t", CLASSES, "mine", "mine-1"))) {
      for (int clip = 0; clip < frames.length; clip++) {
        float[] values = new float[frames[clip] * DIMS];
        for (int i = 0; i < values.length; i++) {
          values[i] = value(frames[clip], i / DIMS, i % DIMS);
        }
        String split = clip < frames.length - 1 ? "train" : "dev";
        writer.add(row(clip, CLASSES.get(clip % 2), split), frames[clip], DIMS, values);
      }
      return folder.resolve(writer.finish().pack());
    }
  }

  /** Sixteen clips whose second dimension falls or rises with its class. */
  private Path trainable(String name, int frames) throws IOException {
    try (PackWriter writer =
        PackWriter.create(
            folder.resolve(name), PackSpec.features("t", CLASSES, "mine", "mine-1"))) {
      for (int clip = 0; clip < 16; clip++) {
        float[] values = new float[frames * DIMS];
        for (int i = 0; i < values.length; i++) {
          int sign = clip % 2 == 0 ? -1 : 1;
          values[i] = i % DIMS == 1 ? 500 + sign * (5 + (i + clip) % 3) : 7 + (clip * i) % 5;
        }
        writer.add(
            row(clip, CLASSES.get(clip % 2), clip < 12 ? "train" : "dev"), frames, DIMS, values);
      }
      return folder.resolve(name).resolve(writer.finish().pack());
    }
  }

  private static Fingerprint.Row row(int clip, String label, String split) {
    return new Fingerprint.Row(
        "clip-%02d".formatted(clip), "%064x".formatted(clip), label, split, "s" + clip % 3);
  }
}
