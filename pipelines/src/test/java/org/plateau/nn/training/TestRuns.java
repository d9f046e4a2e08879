package org.plateau.nn.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.plateau.packs.Fingerprint;
import org.plateau.packs.PackManifest;
import org.plateau.packs.PackSpec;
import org.plateau.packs.PackWriter;
import org.plateau.stats.Seeds;
import org.plateau.stats.SplitMix64;

/** Small packs of tones and requests that train on them in seconds. */
final class TestRuns {
  static final List<String> CLASSES = List.of("high", "low", "noise");
  static final int CROP = 2000;

  private TestRuns() {}

  /** A pack of tones: {@code train} clips of the split train and 4 of dev, lengths differ. */
  static Path pack(Path root, int train) throws IOException {
    try (PackWriter writer = PackWriter.create(root, PackSpec.samples("tones-3", CLASSES))) {
      for (int i = 0; i < train + 4; i++) {
        String split = i < train ? "train" : "dev";
        String name = "clip-%03d".formatted(i);
        String label = CLASSES.get(i % 3);
        int length = 1200 + 170 * (i % 11);
        writer.add(
            new Fingerprint.Row(name, "%064x".formatted(i), label, split, "s" + i % 2),
            samples(label, name, length));
      }
      PackManifest manifest = writer.finish();
      return root.resolve(manifest.pack());
    }
  }

  private static short[] samples(String label, String name, int length) {
    SplitMix64 random = Seeds.generator(1, name);
    double hertz = label.equals("high") ? 1500 : 250;
    short[] samples = new short[length];
    for (int t = 0; t < length; t++) {
      double tone = label.equals("noise") ? 0 : Math.sin(2 * Math.PI * hertz * t / 16_000);
      samples[t] = (short) (8000 * tone + 4000 * (random.nextDouble() - 0.5));
    }
    return samples;
  }

  static TrainRequest request(Path pack, Path run, int attempt, Path resumeFrom) {
    return new TrainRequest(
        "run-1",
        "CRNN18",
        "crnn18",
        "raw",
        Map.of(),
        CLASSES,
        pack.toString(),
        new HyperParameters("adam", 1e-3, 4, 3),
        1,
        CROP,
        1600,
        0,
        attempt,
        run.resolve("attempt-" + attempt).toString(),
        resumeFrom == null ? null : resumeFrom.toString(),
        null);
  }

  static TrainRequest with(TrainRequest r, String run, long seed, int checkpointSeconds) {
    return new TrainRequest(
        run,
        r.model(),
        r.architecture(),
        r.featureSet(),
        r.options(),
        r.classes(),
        r.pack(),
        r.hyperParameters(),
        seed,
        r.cropSamples(),
        r.minSamples(),
        checkpointSeconds,
        r.attempt(),
        r.attemptDir(),
        r.resumeFrom(),
        r.weights());
  }

  static TrainRequest with(
      TrainRequest r,
      String architecture,
      String featureSet,
      Map<String, String> options,
      HyperParameters hyperParameters) {
    return with(r, architecture, featureSet, options, hyperParameters, r.step());
  }

  static TrainRequest with(
      TrainRequest r,
      String architecture,
      String featureSet,
      Map<String, String> options,
      HyperParameters hyperParameters,
      StepSettings step) {
    return new TrainRequest(
        r.runId(),
        architecture,
        architecture,
        featureSet,
        options,
        r.classes(),
        r.pack(),
        hyperParameters,
        r.seed(),
        r.cropSamples(),
        r.minSamples(),
        r.checkpointSeconds(),
        r.attempt(),
        r.attemptDir(),
        r.resumeFrom(),
        r.weights(),
        step);
  }

  static PredictRequest prediction(TrainRequest r, TrainResult result, List<String> utterances) {
    return new PredictRequest(
        r.runId(),
        r.model(),
        r.architecture(),
        r.featureSet(),
        r.options(),
        r.classes(),
        Path.of(r.attemptDir(), result.weightsFile()).toString(),
        r.minSamples(),
        List.of(new PredictRequest.Slice(r.pack(), "tones/1/test", "clean", utterances)));
  }

  static byte[] weights(TrainRequest r, TrainResult result) throws IOException {
    return Files.readAllBytes(Path.of(r.attemptDir(), result.weightsFile()));
  }

  /** A listener that stops the run after a step, as a crash would. */
  static TrainingListener stopAfter(long steps) {
    return new TrainingListener() {
      @Override
      public void onStep(int epoch, long step, long totalSteps) {
        if (step == steps) {
          throw new Stop();
        }
      }

      @Override
      public void onEpoch(EpochRecord epoch) {}
    };
  }

  static TrainingListener silent() {
    return stopAfter(-1);
  }

  /** Ends a run from within. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
