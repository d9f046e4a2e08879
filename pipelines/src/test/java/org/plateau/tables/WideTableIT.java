package org.plateau.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 5,000 clips of 600 kB, 3 GB in all, go through a heap of 1 GB. Takes over a minute and 3 GB of
 * disk.
 */
@Tag("golden")
class WideTableIT {
  @TempDir Path folder;

  @Test
  void threeGigabytesPassThroughOne() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dio.netty"))
        .forEach(command::add);
    command.add("-Xmx1g");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WideTable.class.getName());
    command.addAll(List.of(folder.resolve("w").toString(), "5000", "600000"));
    Path log = folder.resolve("log");
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(child.waitFor(15, TimeUnit.MINUTES)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(output).contains("RESULT 5000 3000000000 0");
    assertThat(child.exitValue()).isZero();
  }
}
