package org.plateau.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.TrainResult;

class RunDirectoriesTest {
  // printf weights | sha256sum
  private static final String WEIGHTS_SHA256 =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

  @TempDir Path root;
  private RunDirectories runs;

  @BeforeEach
  void open() {
    runs = new RunDirectories(root.resolve("runs"));
  }

  private static TrainResult result(String runId, int attempt, String status, String weights) {
    List<EpochRecord> epochs = List.of(new EpochRecord(1, 0.5, Double.NaN, 0.25, 1, attempt));
    String hash = weights == null ? null : WEIGHTS_SHA256;
    return new TrainResult(
        runId, attempt, status, 1, Double.NaN, epochs, 1, 1, "i", weights, hash, 1, Map.of());
  }

  private void finish(String runId, int attempt) throws IOException {
    Path folder = Files.createDirectories(runs.attemptDir(runId, attempt));
    Files.writeString(folder.resolve("w.safetensors"), "weights");
    write(folder, result(runId, attempt, "done", "w.safetensors"));
  }

  private static void write(Path folder, TrainResult result) throws IOException {
    new ObjectMapper().writeValue(folder.resolve("result.json").toFile(), result);
  }

  @Test
  void attemptsAreNumberedFromOneWithoutGapsOrDoubles() throws Exception {
    assertThat(runs.attempts("r")).isEmpty();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        callers.add(() -> runs.newAttempt("r"));
      }
      Set<Integer> numbers = new HashSet<>();
      for (Future<Integer> number : pool.invokeAll(callers)) {
        numbers.add(number.get());
      }
      assertThat(numbers).hasSize(20);
    } finally {
      pool.shutdownNow();
    }
    assertThat(runs.attempts("r")).hasSize(20).startsWith(1, 2).endsWith(19, 20);
  }

  @Test
  void lowestCompleteAttemptCounts() throws IOException {
    runs.newAttempt("r");
    finish("r", 3);
    finish("r", 2);
    FinishedRun run = runs.finished("r").orElseThrow();
    assertThat(run.attempt()).isEqualTo(2);
    assertThat(run.weights()).hasContent("weights");
    assertThat(run.result().epochs())
        .containsExactly(new EpochRecord(1, 0.5, Double.NaN, 0.25, 1, 2));
    assertThat(run.result().devUar()).isNaN();
  }

  @Test
  void incompleteOrForeignResultsDoNotCount() throws IOException {
    finish("cut", 1);
    Files.writeString(runs.attemptDir("cut", 1).resolve("result.json"), "{\"runId\":\"cut\"");
    finish("damaged", 1);
    Files.writeString(runs.attemptDir("damaged", 1).resolve("w.safetensors"), "weighty");
    finish("foreign", 1);
    write(runs.attemptDir("foreign", 1), result("other", 1, "done", "w.safetensors"));
    finish("moved", 1);
    write(runs.attemptDir("moved", 1), result("moved", 2, "done", "w.safetensors"));
    finish("absent", 1);
    Files.delete(runs.attemptDir("absent", 1).resolve("w.safetensors"));
    finish("outside", 1);
    Files.writeString(root.resolve("runs/w"), "weights");
    write(runs.attemptDir("outside", 1), result("outside", 1, "done", "../../w"));
    finish("weightless", 1);
    write(runs.attemptDir("weightless", 1), result("weightless", 1, "done", null));
    assertThat(runs.runIds()).hasSize(7);
    assertThat(runs.finishedRuns()).isEmpty();
  }

  @Test
  void divergedRunIsFinishedWithoutWeights() throws IOException {
    Path folder = Files.createDirectories(runs.attemptDir("r", 1));
    write(folder, result("r", 1, "diverged", null));
    assertThat(runs.finished("r").orElseThrow().weights()).isNull();
  }

  @Test
  void committerGivesEachMissingRunOnce() throws IOException {
    Committer committer = new Committer(runs);
    assertThat(committer.uncommitted(Set.of())).isEmpty();
    finish("b", 1);
    finish("a", 2);
    runs.newAttempt("c");
    assertThat(committer.uncommitted(Set.of()).stream().map(FinishedRun::runId))
        .containsExactly("a", "b");
    assertThat(committer.uncommitted(Set.of("a")).stream().map(FinishedRun::runId))
        .containsExactly("b");
  }

  @Test
  void zombieThatFinishesLateChangesNothing() throws IOException {
    runs.newAttempt("r");
    finish("r", 2);
    assertThat(new Committer(runs).uncommitted(Set.of()).get(0).attempt()).isEqualTo(2);
    finish("r", 1);
    assertThat(runs.finished("r").orElseThrow().attempt()).isEqualTo(2);
    assertThat(new Committer(runs).uncommitted(Set.of()).get(0).attempt()).isEqualTo(2);
    assertThat(new Committer(runs).uncommitted(Set.of("r"))).isEmpty();
  }

  @Test
  void choiceIsMadeAnewWhenTheSettledAttemptIsLost() throws IOException {
    finish("r", 1);
    finish("r", 2);
    runs.settle(runs.finished("r").orElseThrow());
    Files.delete(runs.attemptDir("r", 1).resolve("w.safetensors"));
    FinishedRun second = runs.finished("r").orElseThrow();
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(runs.settle(second).attempt()).isEqualTo(2);
    finish("r", 1);
    assertThat(runs.finished("r").orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void runIdsThatLeaveTheRootAreRefused() {
    assertThatThrownBy(() -> runs.newAttempt("../x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run id must be");
  }
}
