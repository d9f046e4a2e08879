package org.plateau.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.features.MelStatistics;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.HyperParameters;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.training.TrainingListener;
import org.plateau.packs.Fingerprint;
import org.plateau.packs.PackSpec;
import org.plateau.packs.PackWriter;

/** The engine in real workers: a run that is killed in the middle ends as an undisturbed one. */
class EngineWorkerIT {
  private static final List<String> CLASSES = List.of("high", "low");
  private static final Map<String, String> OPTIONS =
      Map.of("inputs", Integer.toString(new MelStatistics().names().size()));
  private static final int EPOCHS = 30;
  private static final int SAMPLE_RATE_HZ = 16_000;

  @TempDir Path folder;
  private Path pack;

  @BeforeEach
  void writePack() throws IOException {
    try (PackWriter writer =
        PackWriter.create(folder.resolve("packs"), PackSpec.samples("tones", CLASSES))) {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < 12; i++) {
        String split = i < 8 ? "train" : "dev";
        String label = CLASSES.get(i % 2);
        Fingerprint.Row row = new Fingerprint.Row("t" + i, "id" + i, label, split, "s" + i / 4);
        writer.add(row, tone(label.equals("high") ? 1_500 : 250, random));
      }
      pack = folder.resolve("packs").resolve(writer.finish().pack());
    }
  }

  private static short[] tone(double hertz, SplittableRandom random) {
    short[] samples = new short[SAMPLE_RATE_HZ];
    for (int i = 0; i < samples.length; i++) {
      double phase = 2 * Math.PI * hertz * i / SAMPLE_RATE_HZ;
      samples[i] = (short) (6_000 * Math.sin(phase) + random.nextInt(-3_000, 3_000));
    }
    return samples;
  }

  private TrainRequest request(RunDirectories runs, int attempt, Path resumeFrom) {
    return new TrainRequest(
        "run",
        "mel-s-mlp",
        "mlp",
        "mel-s",
        OPTIONS,
        CLASSES,
        pack.toString(),
        new HyperParameters("adam", 0.003, 4, EPOCHS),
        7,
        SAMPLE_RATE_HZ,
        SAMPLE_RATE_HZ,
        900,
        attempt,
        runs.attemptDir("run", attempt).toString(),
        resumeFrom == null ? null : resumeFrom.toString(),
        null);
  }

  private WorkerSettings settings() {
    return WorkerSettings.ofHeap(256 << 20).withLogFile(folder.resolve("worker.log"));
  }

  private static List<List<Double>> losses(TrainResult result) {
    return result.epochs().stream()
        .map(e -> List.of((double) e.epoch(), e.trainLoss(), e.devLoss(), e.devUar()))
        .toList();
  }

  private List<String> predictions(FinishedRun run) {
    List<String> lines = new ArrayList<>();
    PredictRequest request =
        new PredictRequest(
            "run",
            "mel-s-mlp",
            "mlp",
            "mel-s",
            OPTIONS,
            CLASSES,
            run.weights().toString(),
            SAMPLE_RATE_HZ,
            List.of(new PredictRequest.Slice(pack.toString(), "tones/1/all", "clean", List.of())));
    WorkerClient.predict(settings(), request, record -> lines.add(spelled(record)));
    return lines;
  }

  private static String spelled(PredictionRecord record) {
    StringBuilder text = new StringBuilder(record.utterance()).append(record.prediction());
    for (float logit : record.logits()) {
      text.append(' ').append(Float.floatToIntBits(logit));
    }
    return text.toString();
  }

  /** Ends the worker with signal 9 after some epochs. */
  private static final class Killer implements TrainingListener {
    private static final int LAST_EPOCH = 3;

    @Override
    public void onStep(int epoch, long step, long totalSteps) {}

    @Override
    public void onEpoch(EpochRecord epoch) {
      if (epoch.epoch() == LAST_EPOCH) {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void killedRunResumesToTheSameBits() throws IOException {
    RunDirectories undisturbed = new RunDirectories(folder.resolve("undisturbed"));
    TrainResult whole =
        WorkerClient.train(
            settings(),
            request(undisturbed, undisturbed.newAttempt("run"), null),
            WorkerFixture.DEAF);
    assertThat(whole.epochs()).hasSize(EPOCHS);

    RunDirectories runs = new RunDirectories(folder.resolve("runs"));
    TrainRequest first = request(runs, runs.newAttempt("run"), null);
    assertThatThrownBy(() -> WorkerClient.train(settings(), first, new Killer()))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("signal 9");
    assertThat(runs.finished("run")).isEmpty();
    Path checkpoint = runs.latestCheckpoint("run").orElseThrow();
    TrainResult resumed =
        WorkerClient.train(
            settings(), request(runs, runs.newAttempt("run"), checkpoint), WorkerFixture.DEAF);

    assertThat(resumed.attempt()).isEqualTo(2);
    assertThat(resumed.epochs().get(0).attempt()).isEqualTo(1);
    assertThat(resumed.epochs().get(EPOCHS - 1).attempt()).isEqualTo(2);
    assertThat(losses(resumed)).isEqualTo(losses(whole));
    assertThat(resumed.weightsSha256()).isEqualTo(whole.weightsSha256());
    FinishedRun counted = new Committer(runs).uncommitted(Set.of()).get(0);
    assertThat(counted.attempt()).isEqualTo(2);
    assertThat(predictions(counted))
        .hasSize(12)
        .isEqualTo(predictions(undisturbed.finished("run").orElseThrow()));
  }
}
