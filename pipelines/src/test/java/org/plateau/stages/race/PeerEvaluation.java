package org.plateau.stages.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.plateau.testing.SharedData;

/** The race's other side: the same evaluation by pandas and NumPy, a process a run. */
final class PeerEvaluation {
  private static final int CLIPS = 20_845;

  /** Runs the script with another number of clips; its arguments follow. */
  private static final String SCALED =
      """
      import sys
      script, clips = sys.argv[1:3]
      text = open(script).read()
      assert "20845" in text
      sys.argv = sys.argv[2:]
      exec(compile(text.replace("20845", clips), script, "exec"))
      """;

  private final String python;
  private final String script;
  private final String golden;

  PeerEvaluation(String python) {
    this.python = python;
    this.script = SharedData.path("reference/statistics/peer_evaluation.py").toString();
    this.golden = SharedData.path("reference/models/golden.py").getParent().toString();
  }

  /**
   * Times and results of one run.
   *
   * @param seconds from the Parquet file to the intervals of its {@code matrix} form, without the
   *     start of Python
   * @param processor seconds of its process's threads in that time
   * @param load of the machine, one minute's mean
   * @param results what it computed
   */
  record Outcome(double seconds, double processor, double load, JsonNode results) {}

  /** Writes the table of predictions, its recipe continued to {@code scale} times the clips. */
  void make(Path file, int scale) throws IOException {
    call(scale, "make", file.toString(), "--golden", golden);
  }

  Outcome run(Path file, int scale) throws IOException {
    Path results = Files.createTempFile("race-", ".json");
    try {
      String said =
          call(scale, "run", file.toString(), "--bootstrap", "matrix", "--out", results.toString());
      JsonNode times = new ObjectMapper().readTree(said);
      double processor = 0;
      for (JsonNode stage : times.get("processor")) {
        processor += stage.asDouble();
      }
      return new Outcome(
          times.get("wall").get("end to end").get("matrix").asDouble(),
          processor,
          times.get("load").asDouble(),
          new ObjectMapper().readTree(results.toFile()));
    } finally {
      Files.delete(results);
    }
  }

  private String call(int scale, String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of(python, "-c", SCALED, script));
    command.add(Integer.toString(CLIPS * scale));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "%s ended with status %d; it needs numpy, pandas and pyarrow"
                .formatted(python, process.exitValue()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return said;
  }
}
