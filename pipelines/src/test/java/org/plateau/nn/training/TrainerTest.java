package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.config.UserException;
import org.plateau.nn.checkpoint.Checkpoints;
import org.plateau.nn.checkpoint.DurableFiles;

/** Whole runs of CRNN18 (batch norm, LSTM, dropout) on 13 clips: 3 epochs of 3 steps. */
class TrainerTest {
  private static final int STEPS = 9;

  @TempDir static Path root;
  @TempDir Path run;
  private static Path pack;
  private static TrainRequest undisturbedRequest;
  private static TrainResult undisturbed;

  @BeforeAll
  static void train() throws IOException {
    pack = TestRuns.pack(root.resolve("packs"), 13);
    undisturbedRequest =
        TestRuns.with(
            TestRuns.request(pack, root.resolve("undisturbed"), 1, null), "run-1", 1, 3600);
    undisturbed = new Trainer().train(undisturbedRequest, TestRuns.silent());
  }

  @Test
  void leavesAWholeResult() throws IOException {
    assertThat(undisturbed.status()).isEqualTo("done");
    assertThat(undisturbed.epochs()).extracting(EpochRecord::epoch).containsExactly(1, 2, 3);
    assertThat(undisturbed.parameters()).isEqualTo(1301316 - 257);
    assertThat(undisturbed.host()).containsKeys("threads", "torch", "cpu");
    Path attempt = Path.of(undisturbedRequest.attemptDir());
    assertThat(DurableFiles.sha256(attempt.resolve(undisturbed.weightsFile())))
        .isEqualTo(undisturbed.weightsSha256());
    TrainResult stored =
        new ObjectMapper()
            .readValue(attempt.resolve(TrainResult.FILE_NAME).toFile(), TrainResult.class);
    assertThat(stored).isEqualTo(undisturbed);
    EpochRecord best = undisturbed.epochs().get(undisturbed.bestEpoch() - 1);
    assertThat(best.devUar()).isEqualTo(undisturbed.devUar());
    for (EpochRecord epoch : undisturbed.epochs()) {
      boolean earlier = epoch.epoch() < best.epoch();
      assertThat(epoch.devUar() < best.devUar() || (!earlier && epoch.devUar() <= best.devUar()))
          .isTrue();
      assertThat(epoch.trainLoss()).isFinite().isPositive();
      assertThat(epoch.devLoss()).isFinite().isPositive();
    }
    assertThat(Checkpoints.latest(root.resolve("undisturbed"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 9})
  void aResumedRunEqualsTheUndisturbedOne(int steps) throws IOException {
    TrainRequest first = TestRuns.request(pack, run, 1, null);
    assertThatThrownBy(() -> new Trainer().train(first, TestRuns.stopAfter(steps)))
        .isInstanceOf(TestRuns.Stop.class);
    Optional<Path> checkpoint = Checkpoints.latest(run);
    assertThat(checkpoint).isPresent();
    RunState state = Checkpoints.readState(checkpoint.orElseThrow(), RunState.class);
    assertThat(state.finishedEpochs() * 3L + state.step()).isEqualTo(steps);

    TrainRequest second = TestRuns.request(pack, run, 2, checkpoint.orElseThrow());
    List<EpochRecord> heard = new ArrayList<>();
    TrainResult resumed = new Trainer(2).train(second, listen(heard));
    assertEqualRuns(resumed, second);
    assertThat(resumed.epochs().subList(0, state.finishedEpochs())).isEqualTo(state.epochs());
    assertThat(resumed.epochs())
        .extracting(EpochRecord::attempt)
        .containsExactly(attempts(state.finishedEpochs()));
    assertThat(heard)
        .containsExactlyElementsOf(resumed.epochs().subList(state.finishedEpochs(), 3));
    assertThat(resumed.seconds()).isGreaterThan(state.totalSeconds());
  }

  private static Integer[] attempts(int finished) {
    return new Integer[] {finished > 0 ? 1 : 2, finished > 1 ? 1 : 2, finished > 2 ? 1 : 2};
  }

  @Test
  void aRunResumedAfterEveryStepEqualsTheUndisturbedOne() throws IOException {
    TrainResult last = null;
    TrainRequest request = null;
    for (int attempt = 1; attempt <= STEPS + 1; attempt++) {
      Path from = Checkpoints.latest(run).orElse(null);
      request = TestRuns.request(pack, run, attempt, from);
      try {
        last = new Trainer().train(request, TestRuns.stopAfter(attempt));
      } catch (TestRuns.Stop expected) {
        assertThat(attempt).isLessThanOrEqualTo(STEPS);
      }
    }
    assertEqualRuns(last, request);
  }

  @Test
  void aDamagedCheckpointFallsBackAndStillEquals() throws IOException {
    TrainRequest first = TestRuns.request(pack, run, 1, null);
    assertThatThrownBy(() -> new Trainer().train(first, TestRuns.stopAfter(5)))
        .isInstanceOf(TestRuns.Stop.class);
    Path newest = Checkpoints.latest(run).orElseThrow();
    byte[] bytes = Files.readAllBytes(newest.resolve(Checkpoints.WEIGHTS));
    bytes[bytes.length - 9] ^= 1;
    Files.write(newest.resolve(Checkpoints.WEIGHTS), bytes);
    assertThatThrownBy(
            () -> new Trainer().train(TestRuns.request(pack, run, 2, newest), TestRuns.silent()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SHA-256");
    Path previous = Checkpoints.latest(run).orElseThrow();
    assertThat(previous).isNotEqualTo(newest);
    TrainRequest second = TestRuns.request(pack, run, 2, previous);
    assertEqualRuns(new Trainer().train(second, TestRuns.silent()), second);
  }

  @Test
  void prefetchThreadsChangeNothing() throws IOException {
    TrainRequest request = TestRuns.with(TestRuns.request(pack, run, 1, null), "run-1", 1, 3600);
    assertEqualRuns(new Trainer(5).train(request, TestRuns.silent()), request);
  }

  @Test
  void anotherSeedOrRunDiffers() throws IOException {
    TrainRequest plain = TestRuns.request(pack, run, 1, null);
    TrainResult seed =
        new Trainer().train(TestRuns.with(plain, "run-1", 2, 3600), TestRuns.silent());
    assertThat(seed.weightsSha256()).isNotEqualTo(undisturbed.weightsSha256());
    assertThat(seed.initialWeightsSha256()).isNotEqualTo(undisturbed.initialWeightsSha256());
    TrainResult other =
        new Trainer()
            .train(
                TestRuns.with(TestRuns.request(pack, run, 2, null), "run-2", 1, 3600),
                TestRuns.silent());
    assertThat(other.initialWeightsSha256()).isEqualTo(undisturbed.initialWeightsSha256());
    assertThat(other.epochs().get(0).trainLoss())
        .isNotEqualTo(undisturbed.epochs().get(0).trainLoss());
  }

  @Test
  void aCheckpointOfAnotherRunIsRefused() throws IOException {
    TrainRequest first = TestRuns.request(pack, run, 1, null);
    assertThatThrownBy(() -> new Trainer().train(first, TestRuns.stopAfter(1)))
        .isInstanceOf(TestRuns.Stop.class);
    TrainRequest other =
        TestRuns.with(
            TestRuns.request(pack, run, 2, Checkpoints.latest(run).orElseThrow()), "run-2", 1, 0);
    assertThatThrownBy(() -> new Trainer().train(other, TestRuns.silent()))
        .hasMessageContaining("run-1");
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRunCleanly() throws IOException {
    TrainRequest request =
        TestRuns.with(
            TestRuns.request(pack, run, 1, null),
            "crnn18",
            "raw",
            Map.of(),
            new HyperParameters("sgd", 1e38, 4, 3));
    TrainResult result = new Trainer().train(request, TestRuns.silent());
    assertThat(result.status()).isEqualTo("diverged");
    assertThat(result.bestEpoch()).isZero();
    assertThat(result.weightsFile()).isNull();
    assertThat(Path.of(request.attemptDir(), TrainResult.FILE_NAME)).exists();
  }

  @Test
  void aClassWithoutTrainingClipsIsTheUsersMistake() throws IOException {
    Path small = TestRuns.pack(root.resolve("small"), 2);
    assertThatThrownBy(
            () -> new Trainer().train(TestRuns.request(small, run, 1, null), TestRuns.silent()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("noise");
  }

  private static void assertEqualRuns(TrainResult found, TrainRequest request) throws IOException {
    assertThat(found.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
    assertThat(TestRuns.weights(request, found))
        .isEqualTo(TestRuns.weights(undisturbedRequest, undisturbed));
    assertThat(found.initialWeightsSha256()).isEqualTo(undisturbed.initialWeightsSha256());
    assertThat(found.bestEpoch()).isEqualTo(undisturbed.bestEpoch());
    assertThat(found.epochs()).hasSameSizeAs(undisturbed.epochs());
    for (int i = 0; i < found.epochs().size(); i++) {
      EpochRecord one = found.epochs().get(i);
      EpochRecord two = undisturbed.epochs().get(i);
      assertThat(one.trainLoss()).isEqualTo(two.trainLoss());
      assertThat(one.devLoss()).isEqualTo(two.devLoss());
      assertThat(one.devUar()).isEqualTo(two.devUar());
    }
    // The last epoch's weights too, not only the best one's.
    assertThat(lastWeights(request)).isEqualTo(lastWeights(undisturbedRequest));
  }

  private static byte[] lastWeights(TrainRequest request) throws IOException {
    return Files.readAllBytes(
        Path.of(
            request.attemptDir(),
            Checkpoints.FOLDER,
            "epoch-0003-step-00000000",
            Checkpoints.WEIGHTS));
  }

  private static TrainingListener listen(List<EpochRecord> heard) {
    return new TrainingListener() {
      @Override
      public void onStep(int epoch, long step, long totalSteps) {
        assertThat(totalSteps).isEqualTo(STEPS);
        assertThat(epoch).isEqualTo((int) ((step - 1) / 3) + 1);
      }

      @Override
      public void onEpoch(EpochRecord epoch) {
        heard.add(epoch);
      }
    };
  }
}
