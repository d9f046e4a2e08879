package org.plateau.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.training.TrainingListener;

/** Children end when nobody wants their result any more. */
class WorkerCancellationTest {
  @TempDir Path folder;

  /** Calls on the second epoch, when the child is at work and its pid is known. */
  private record AtWork(Runnable action) implements TrainingListener {
    @Override
    public void onStep(int epoch, long step, long totalSteps) {}

    @Override
    public void onEpoch(EpochRecord epoch) {
      if (epoch.epoch() == 2) {
        action.run();
      }
    }
  }

  private TrainResult sleep(TrainingListener listener, BooleanSupplier cancelled) {
    return WorkerClient.train(
        WorkerFixture.MISBEHAVING,
        WorkerFixture.settings(),
        WorkerFixture.request(folder, "sleep"),
        listener,
        cancelled);
  }

  private void assertGone() throws Exception {
    assertThat(WorkerFixture.isGoneWithin(WorkerFixture.pid(folder), 0)).isTrue();
  }

  @Test
  void interruptedCallerEndsTheChildAndKeepsItsFlag() throws Exception {
    AtomicBoolean flag = new AtomicBoolean();
    AtomicReference<Thread> caller = new AtomicReference<>();
    FutureTask<TrainResult> call =
        new FutureTask<>(
            () -> {
              try {
                return sleep(new AtWork(() -> caller.get().interrupt()), () -> false);
              } finally {
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    Thread thread = new Thread(call, "caller");
    caller.set(thread);
    thread.start();
    assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CancellationException.class);
    thread.join();
    assertThat(flag).isTrue();
    assertGone();
  }

  @Test
  void cancelledTaskEndsTheChild() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    assertThatThrownBy(() -> sleep(new AtWork(() -> cancelled.set(true)), cancelled::get))
        .isInstanceOf(CancellationException.class);
    assertGone();
  }

  @Test
  void listenerThatThrowsEndsTheChild() throws Exception {
    AtWork broken =
        new AtWork(
            () -> {
              throw new IllegalStateException("full disk");
            });
    assertThatThrownBy(() -> sleep(broken, () -> false)).hasMessage("full disk");
    assertGone();
  }

  @Test
  void noThreadStaysBehind() {
    assertThatThrownBy(() -> sleep(new AtWork(() -> {}), () -> Files.exists(folder.resolve("pid"))))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .noneMatch(name -> name.matches("worker-\\d+-.*"));
  }

  /** A parent process of its own, so that it can be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) {
      WorkerClient.train(
          WorkerFixture.MISBEHAVING,
          WorkerFixture.settings(),
          WorkerFixture.request(Path.of(args[0]), "sleep"),
          WorkerFixture.DEAF,
          () -> false);
    }
  }

  @Test
  void childOfAKilledParentEndsWithinTwoSeconds() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            String.join(":", ChildClassPath.ofThisProcess()),
            Parent.class.getName(),
            folder.toString());
    Process parent = new ProcessBuilder(command).inheritIO().start();
    try {
      awaitFile(folder.resolve("pid"));
      long child = WorkerFixture.pid(folder);
      assertThat(WorkerFixture.isGoneWithin(child, 0)).isFalse();
      parent.destroyForcibly().waitFor();
      assertThat(WorkerFixture.isGoneWithin(child, 2_000)).isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static void awaitFile(Path file) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file) || Files.size(file) == 0) {
      assertThat(System.nanoTime()).as("time to wait for " + file).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
