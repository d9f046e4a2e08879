package org.plateau.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPartsTest {
  @TempDir Path folder;

  private static byte[] frame(WorkerMessage message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Frames.write(out, message);
    return out.toByteArray();
  }

  private static WorkerMessage read(byte[] bytes) throws IOException {
    return Frames.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void frameIsLengthThenJson() throws IOException {
    byte[] json = "{\"type\":\"heartbeat\",\"count\":3}".getBytes(StandardCharsets.UTF_8);
    byte[] expected = new byte[4 + json.length];
    expected[3] = (byte) json.length;
    System.arraycopy(json, 0, expected, 4, json.length);
    assertThat(frame(new WorkerMessage.Heartbeat(3))).isEqualTo(expected);
    assertThat(read(expected)).isEqualTo(new WorkerMessage.Heartbeat(3));
    assertThat(read(new byte[0])).isNull();
  }

  @Test
  void requestsSurviveTheWire() throws IOException {
    WorkerMessage train = new WorkerMessage.Train(WorkerFixture.request(folder, "\u00e4\u4e16"));
    assertThat(read(frame(train))).isEqualTo(train);
  }

  @Test
  void samplesAndFeaturesTravelAsBytes() throws IOException {
    byte[] bytes = {1, -1, 0, 127};
    byte[] clip = frame(new WorkerMessage.Clip(5, bytes));
    assertThat(clip).hasSize(4 + 9 + 4).startsWith(0x80, 0, 0, 13, 'c').endsWith(1, -1, 0, 127);
    assertThat(read(clip)).usingRecursiveComparison().isEqualTo(new WorkerMessage.Clip(5, bytes));
    WorkerMessage none = new WorkerMessage.Clip(1L << 40, new byte[0]);
    assertThat(read(frame(none))).usingRecursiveComparison().isEqualTo(none);
    WorkerMessage features = new WorkerMessage.Features(-1, 3, 1582, bytes);
    assertThat(read(frame(features))).usingRecursiveComparison().isEqualTo(features);

    assertThatThrownBy(() -> read(Arrays.copyOf(clip, clip.length - 1)))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read(new byte[] {-128, 0, 0, 2, 'c', 0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("byte 99");
    assertThatThrownBy(() -> read(new byte[] {-1, -1, -1, -1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its length would be 2147483647");
  }

  @Test
  void brokenFramesAreRefused() throws IOException {
    byte[] whole = frame(new WorkerMessage.Heartbeat(3));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 3))).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read(new byte[] {'n', 'o', 'i', 's', 'e'}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its length would be 1852795251");
  }

  @Test
  void tailKeepsTheLastLinesBoundedAndTheLogAll() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append("line ").append(i).append('\n');
    }
    text.append("x".repeat(1_000_000));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Path log = folder.resolve("sub/log");
    OutputTail tail = new OutputTail(new ByteArrayInputStream(bytes), log, () -> false);
    tail.run();
    assertThat(tail.lines())
        .hasSize(OutputTail.MAX_LINES)
        .startsWith("line 801")
        .endsWith("x".repeat(OutputTail.MAX_LINE_BYTES));
    assertThat(Files.readAllBytes(log)).isEqualTo(bytes);
  }

  @Test
  void classPathHoldsJarsOfAllLoadersOnce() throws Exception {
    URL added = folder.resolve("a jar \u00e4.jar").toUri().toURL();
    try (URLClassLoader outer = new URLClassLoader(new URL[] {added}, null);
        URLClassLoader inner =
            new URLClassLoader(new URL[] {folder.resolve("b.jar").toUri().toURL(), web()}, outer)) {
      assertThat(ChildClassPath.entries("/x/one.jar:/x/two.jar::/x/one.jar", inner))
          .containsExactly(
              "/x/one.jar",
              "/x/two.jar",
              folder.resolve("b.jar").toString(),
              folder.resolve("a jar \u00e4.jar").toString());
    }
  }

  private static URL web() throws MalformedURLException {
    return new URL("http://127.0.0.1/c.jar");
  }

  @Test
  void longClassPathGoesThroughAnArgumentFile() throws Exception {
    Path arguments = folder.resolve("args");
    assertThat(ChildCommand.classPath("/a.jar:/b.jar", arguments))
        .containsExactly("-cp", "/a.jar:/b.jar");
    assertThat(arguments).doesNotExist();
    String tests = String.join(":", ChildClassPath.ofThisProcess());
    String longPath = "/none/a \"quoted\\\" jar.jar:".repeat(6_000) + tests;
    assertThat(ChildCommand.classPath(longPath, arguments)).containsExactly("@" + arguments);
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "@" + arguments,
                PrintClassPath.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(longPath);
    assertThat(java.waitFor()).isZero();
  }

  /** Says which class path it got. */
  static final class PrintClassPath {
    private PrintClassPath() {}

    public static void main(String[] args) {
      System.out.print(System.getProperty("java.class.path"));
    }
  }

  @Test
  void systemWithoutDescriptorFilesIsToldSo() {
    assertThatThrownBy(() -> ChildCommand.requireChannel(Path.of("/bin/sh"), folder.resolve("fd")))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("/dev/fd")
        .hasMessageContaining("mount /proc");
  }

  @Test
  void heartbeatsComeAtLeastFourTimesWithinTheTimeout() {
    WorkerSettings quick = new WorkerSettings(1 << 26, 0, 0.5, 0, 1, null, null, null);
    assertThat(ChildCommand.heartbeatMillis(quick)).isEqualTo(125);
    assertThat(ChildCommand.heartbeatMillis(WorkerSettings.ofHeap(1 << 26))).isEqualTo(2_000);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> WorkerSettings.ofHeap(1)).hasMessageContaining("heapBytes must be >=");
    assertThatThrownBy(() -> new WorkerSettings(1 << 26, 0, Double.NaN, 0, 1, null, null, null))
        .hasMessageContaining("heartbeatTimeoutSeconds must be > 0, found NaN");
    assertThatThrownBy(() -> new WorkerSettings(1 << 26, 0, 1, 0, 0, null, null, null))
        .hasMessage("threads must be >= 1, found 0");
  }
}
