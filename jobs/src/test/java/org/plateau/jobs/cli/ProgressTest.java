package org.plateau.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @Test
  void aLineAMinuteInALog() {
    try (Progress progress = new Progress("train", 8, err, now::get, false)) {
      at(30);
      progress.reached(1);
      at(60);
      progress.advance(1);
      at(100);
      progress.reached(3);
      at(3720);
      progress.reached(4);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "train: 2 of 8 (25 %) after 0:01:00, about 0:03:00 left",
            "train: 4 of 8 (50 %) after 1:02:00, about 1:02:00 left");
  }

  @Test
  void nothingIsForetoldFromLessThanAHundredth() {
    try (Progress progress = new Progress("train", 1000, err, now::get, false)) {
      at(60);
      progress.reached(9);
      at(120);
      progress.reached(10);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "train: 9 of 1000 (0 %) after 0:01:00",
            "train: 10 of 1000 (1 %) after 0:02:00, about 3:18:00 left");
  }

  @Test
  void neverGoesBackNorBeyondTheEnd() {
    try (Progress progress = new Progress("x", 3, err, now::get, false)) {
      progress.reached(2);
      progress.reached(1);
      at(60);
      progress.reached(9);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("x: 3 of 3 (100 %)");
  }

  @Test
  void aBarOnATerminal() {
    try (Progress progress = new Progress("train", 4, err, now::get, true)) {
      progress.reached(4);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("train").contains("4/4");
  }

  private void at(long seconds) {
    now.set(Instant.ofEpochSecond(seconds));
  }
}
