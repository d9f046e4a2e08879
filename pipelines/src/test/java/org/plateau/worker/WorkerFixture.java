package org.plateau.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.HyperParameters;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainingListener;

/** Requests and settings for tests with real child processes. */
final class WorkerFixture {
  static final ChildOptions MISBEHAVING =
      new ChildOptions(
          MisbehavingTasks.class.getName(), List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
  static final TrainingListener DEAF =
      new TrainingListener() {
        @Override
        public void onStep(int epoch, long step, long totalSteps) {}

        @Override
        public void onEpoch(EpochRecord epoch) {}
      };

  private WorkerFixture() {}

  static TrainRequest request(Path folder, String behaviour) {
    return new TrainRequest(
        "run",
        "model",
        "mlp",
        "mel-s",
        Map.of("behaviour", behaviour),
        List.of("angry", "happy"),
        "pack",
        new HyperParameters("adam", 0.001, 4, 2),
        1,
        48_000,
        32_000,
        900,
        3,
        folder.toString(),
        null,
        null);
  }

  static WorkerSettings settings() {
    return new WorkerSettings(64 << 20, 0, 20, 0, 1, null, null, null);
  }

  static long pid(Path folder) throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("pid")));
  }

  /** Waits for a process to be gone, or dead and not yet collected by its parent. */
  static boolean isGoneWithin(long pid, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (isRunning(pid)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
