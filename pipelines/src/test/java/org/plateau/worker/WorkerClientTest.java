package org.plateau.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.training.TrainingListener;

/** Real child processes that do well, and all the ways in which they do not. */
class WorkerClientTest {
  @TempDir Path folder;

  private TrainResult train(WorkerSettings settings, String behaviour) {
    return WorkerClient.train(
        WorkerFixture.MISBEHAVING,
        settings,
        WorkerFixture.request(folder, behaviour),
        WorkerFixture.DEAF,
        () -> false);
  }

  private WorkerException failure(WorkerSettings settings, String behaviour) throws Exception {
    WorkerException e =
        catchThrowableOfType(WorkerException.class, () -> train(settings, behaviour));
    assertThat(e).as("the worker that does %s must fail", behaviour).isNotNull();
    if (Files.exists(folder.resolve("pid"))) {
      assertThat(WorkerFixture.isGoneWithin(WorkerFixture.pid(folder), 0))
          .as("the worker that did %s must be gone", behaviour)
          .isTrue();
    }
    return e;
  }

  @Test
  void resultEpochsAndStepsArriveUnchanged() {
    List<EpochRecord> epochs = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(int epoch, long step, long totalSteps) {
            steps.add(epoch);
          }

          @Override
          public void onEpoch(EpochRecord epoch) {
            epochs.add(epoch);
          }
        };
    TrainResult result =
        WorkerClient.train(
            WorkerFixture.MISBEHAVING,
            WorkerFixture.settings(),
            WorkerFixture.request(folder, "succeed"),
            listener,
            () -> false);
    assertThat(result.runId()).isEqualTo("run");
    assertThat(result.devUar()).isNaN();
    assertThat(steps).containsExactly(1, 2);
    assertThat(epochs)
        .containsExactly(
            new EpochRecord(1, 1.0 / 3, Double.NaN, 0.25, 0.5, 3),
            new EpochRecord(2, 1.0 / 3, Double.NaN, 0.25, 0.5, 3));
  }

  @Test
  void surroundingsAreSetBeforeTheEngineLoads() throws Exception {
    Path log = folder.resolve("l\u00f6g/run.log");
    WorkerSettings settings =
        new WorkerSettings(48 << 20, 0, 20, 0, 2, "GPU-7", folder.resolve("cache"), log);
    Map<String, String> found = train(settings, "succeed").host();
    assertThat(found)
        .containsEntry("CUDA_VISIBLE_DEVICES", "GPU-7")
        .containsEntry("OMP_NUM_THREADS", "2")
        .containsEntry("MKL_NUM_THREADS", "2")
        .containsEntry("DJL_CACHE_DIR", folder.resolve("cache").toString())
        .containsEntry("ai.djl.offline", "true")
        .containsEntry("ai.djl.pytorch.num_threads", "2")
        .containsEntry("ai.djl.pytorch.num_interop_threads", "1")
        .containsEntry("file.encoding", "UTF-8")
        .containsEntry("locale", "");
    assertThat(Long.parseLong(found.get("heap"))).isLessThanOrEqualTo(48 << 20);
    assertThat(Files.readString(log)).contains("all is well");
  }

  @Test
  void withoutGpuNoneIsVisible() {
    assertThat(train(WorkerFixture.settings(), "succeed").host())
        .containsEntry("CUDA_VISIBLE_DEVICES", "");
  }

  @Test
  void taskThatThrowsIsToldWithMessageAndStack() throws Exception {
    WorkerException e = failure(WorkerFixture.settings(), "throw");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.FAILED);
    assertThat(e).hasMessage("worker failed: no such class");
    assertThat(e.childStack()).contains("MisbehavingTasks.behave", "ArithmeticException: cause");
    assertThat(e.details()).contains("no such class", "MisbehavingTasks.behave");
  }

  @Test
  void haltIsACrash() throws Exception {
    WorkerException e = failure(WorkerFixture.settings(), "halt");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.CRASHED);
    assertThat(e).hasMessageContaining("exit status 7");
  }

  @Test
  void badNativeAccessIsACrashWithTheReasonInItsOutput() throws Exception {
    WorkerException e = failure(WorkerFixture.settings(), "segv");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.CRASHED);
    assertThat(e).hasMessageContaining("signal 6");
    assertThat(String.join("\n", e.stderrTail())).contains("SIGSEGV");
  }

  @Test
  void killedProcessIsACrash() throws Exception {
    WorkerException e = failure(WorkerFixture.settings(), "kill");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.CRASHED);
    assertThat(e).hasMessageContaining("signal 9");
  }

  @Test
  void stoppedProcessTimesOutOnSilence() throws Exception {
    WorkerSettings settings =
        new WorkerSettings(64 << 20, 0, 0.5, 0, 1, null, null, folder.resolve("log"));
    WorkerException e = failure(settings, "stop");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.TIMEOUT);
    assertThat(e).hasMessageContaining("silent for");
    assertThat(e.stderrTail()).contains("stopping now");
  }

  @Test
  void longRunTimesOut() throws Exception {
    WorkerSettings settings = new WorkerSettings(64 << 20, 0, 20, 1.5, 1, null, null, null);
    WorkerException e = failure(settings, "sleep");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.TIMEOUT);
    assertThat(e).hasMessageContaining("runTimeoutSeconds 1.5");
  }

  @Test
  void nativeMemoryPastTheLimitEndsIt() throws Exception {
    long limit = 192 << 20;
    WorkerSettings settings = new WorkerSettings(32 << 20, limit, 20, 0, 1, null, null, null);
    WorkerException e = failure(settings, "native");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.MEMORY);
    assertThat(e).hasMessageContaining("memoryLimitBytes is 192 MiB");
  }

  @Test
  void fullHeapEndsIt() throws Exception {
    WorkerException e = failure(WorkerFixture.settings(), "heap");
    assertThat(e.kind()).isEqualTo(WorkerException.Kind.MEMORY);
    assertThat(e).hasMessageContaining("Java heap of 64 MiB");
  }

  @Test
  void whatNativeCodePrintsNeverMixesWithMessages() throws Exception {
    Path log = folder.resolve("log");
    TrainResult result = train(WorkerFixture.settings().withLogFile(log), "garbage");
    assertThat(result.status()).isEqualTo("done");
    assertThat(Files.readAllBytes(log)).hasSizeGreaterThan(9_000);
  }

  @Test
  void processesThatTheWorkerLeavesBehindDoNotBlockItsParent() throws Exception {
    WorkerException e = failure(WorkerFixture.settings(), "grandchild");
    assertThat(e).hasMessageContaining("exit status 9");
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .noneMatch(name -> name.matches("worker-\\d+-.*"));
  }

  @Test
  void predictionsArriveInOrderBitForBit() {
    List<PredictionRecord> got = new ArrayList<>();
    WorkerClient.predict(
        WorkerFixture.MISBEHAVING,
        WorkerFixture.settings(),
        predictRequest(Map.of()),
        got::add,
        () -> false);
    List<PredictionRecord> expected =
        IntStream.range(0, MisbehavingTasks.PREDICTIONS)
            .mapToObj(MisbehavingTasks::prediction)
            .toList();
    assertThat(got.stream().map(WorkerClientTest::spelled).toList())
        .isEqualTo(expected.stream().map(WorkerClientTest::spelled).toList());
  }

  /** All fields, numbers by their bits. */
  private static String spelled(PredictionRecord record) {
    int[] bits = new int[record.logits().length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(record.logits()[i]);
    }
    return String.join(
        " ",
        record.testSet(),
        record.condition(),
        record.utterance(),
        record.audioId(),
        record.speaker(),
        record.label(),
        record.prediction(),
        Arrays.toString(bits),
        Long.toHexString(Double.doubleToLongBits(record.loss())));
  }

  @Test
  void predictionThatFailsIsTold() {
    assertThatThrownBy(
            () ->
                WorkerClient.predict(
                    WorkerFixture.MISBEHAVING,
                    WorkerFixture.settings(),
                    predictRequest(Map.of("fail", "yes")),
                    prediction -> {},
                    () -> false))
        .isInstanceOf(WorkerException.class)
        .hasMessage("worker failed: no more");
  }

  private static PredictRequest predictRequest(Map<String, String> options) {
    return new PredictRequest(
        "run", "model", "mlp", "mel-s", options, List.of("a"), "weights", 32_000, List.of());
  }
}
