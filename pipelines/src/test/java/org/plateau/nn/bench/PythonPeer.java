package org.plateau.nn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** PyTorch in Python as a child process that trains when asked; it waits in between. */
final class PythonPeer implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;
  private final String version;

  PythonPeer(Path python, Path script, int threads) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), script.toString(), Integer.toString(threads));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    process = builder.start();
    orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    version = answer();
  }

  /** Its library and threads. */
  String version() {
    return version;
  }

  /** Seconds that so many training steps took. */
  double seconds(String model, int steps) throws IOException {
    orders.write(model + " " + steps + "\n");
    orders.flush();
    String answer = answer();
    if (answer.startsWith("unknown")) {
      throw new IllegalArgumentException(
          "the peer cannot build " + model + "; it knows" + answer.substring("unknown".length()));
    }
    return Double.parseDouble(answer);
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the Python peer ended; its message stands above");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    orders.write("end\n");
    orders.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
