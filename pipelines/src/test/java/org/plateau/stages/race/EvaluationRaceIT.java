package org.plateau.stages.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link EvaluationRace} from the build, in a JVM of its own with 6 GB of heap and the optimising
 * compiler. It fails where a value differs from the other side's; times are printed, and nothing is
 * asserted about a busy machine's speed. {@code -Dplateau.bench.python} names an interpreter with
 * numpy, pandas and pyarrow, {@code -Dplateau.bench.pairs} the turns (else 9).
 */
@Tag("bench")
class EvaluationRaceIT {
  @TempDir Path folder;

  @Test
  void scoresAgainstPandasAndNumPy() throws IOException, InterruptedException {
    String python = System.getProperty("plateau.bench.python");
    Assumptions.assumeTrue(
        python != null,
        "skipped: -Dplateau.bench.python names no interpreter with numpy, pandas and pyarrow");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      boolean opens = option.startsWith("--add-") || option.startsWith("-Dplateau.root");
      if (opens || option.equals("-XX:+IgnoreUnrecognizedVMOptions")) {
        command.add(option);
      }
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-Xmx6g", "-Dplateau.root=" + System.getProperty("plateau.root", "..")));
    command.addAll(List.of("-cp", classPath, EvaluationRace.class.getName(), python));
    command.addAll(
        List.of(folder.toString(), System.getProperty("plateau.bench.pairs", "9"), "1", "10"));
    Process race = new ProcessBuilder(command).inheritIO().start();
    assertThat(race.waitFor()).as("exit status").isZero();
  }
}
