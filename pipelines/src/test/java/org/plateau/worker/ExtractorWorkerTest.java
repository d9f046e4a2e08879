package org.plateau.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.features.ExtractionFault;
import org.plateau.features.ExtractionFault.Reason;
import org.plateau.features.opensmile.StandInLibrary;

/** A native library that crashes, hangs, leaks, lies and talks costs one clip each time. */
class ExtractorWorkerTest {
  private static final int SAMPLES = 4_000;

  @TempDir static Path folder;
  private static Path home;

  @BeforeAll
  static void build() throws Exception {
    home = StandInLibrary.buildIn(Files.createDirectories(folder.resolve("ö build")));
  }

  @Test
  void aMisbehavingLibraryCostsOneClipAFault() throws Exception {
    Map<Short, Reason> faults = new LinkedHashMap<>();
    faults.put(StandInLibrary.CRASH, Reason.CRASHED);
    faults.put(StandInLibrary.NOT_A_NUMBER, Reason.NON_FINITE);
    faults.put(StandInLibrary.ABORT, Reason.CRASHED);
    faults.put(StandInLibrary.LEAK, Reason.MEMORY);
    faults.put(StandInLibrary.HANG, Reason.TIMEOUT);
    Path log = folder.resolve("worker.log");
    ExtractorSettings settings = new ExtractorSettings(64 << 20, 300L << 20, 3, 1, log.toString());
    try (ExtractorWorker worker =
        new ExtractorWorker(settings, StandInLibrary.FEATURE_SET, home, () -> false)) {
      assertThat(worker.names()).hasSize(StandInLibrary.COLUMNS).startsWith("sum0", "sum1");
      int slope = 1;
      for (Map.Entry<Short, Reason> fault : faults.entrySet()) {
        assertWell(worker, (short) 5, slope++);
        assertThatThrownBy(() -> worker.extract(StandInLibrary.clip(fault.getKey(), SAMPLES, 3)))
            .isInstanceOfSatisfying(
                ExtractionFault.class,
                e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(fault.getValue()));
      }
      assertWell(worker, StandInLibrary.PRINT, slope);
      assertWell(worker, (short) 6, slope);
      assertThat(worker.restarts()).isEqualTo(4);
      assertThatThrownBy(() -> worker.extract(new byte[0]))
          .isInstanceOfSatisfying(
              ExtractionFault.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_SHORT));
    }
    assertThat(log).content().contains("noise on standard output");
  }

  @Test
  void aClipIsTriedAgainInAFreshProcess() throws Exception {
    ExtractorSettings settings = new ExtractorSettings(64 << 20, 300L << 20, 20, 2, null);
    try (ExtractorWorker worker =
        new ExtractorWorker(settings, StandInLibrary.FEATURE_SET, home, () -> false)) {
      assertThatThrownBy(
              () -> worker.extract(StandInLibrary.clip(StandInLibrary.CRASH, SAMPLES, 3)))
          .isInstanceOf(ExtractionFault.class);
      assertThat(worker.restarts()).isEqualTo(1);
      assertWell(worker, (short) 1, 2);
      assertThat(worker.restarts()).isEqualTo(2);
    }
  }

  @Test
  void aLibraryThatCannotBeOpenedIsAnErrorOfTheWhole() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.createDirectories(broken.resolve("config/shared"));
    Files.createDirectories(broken.resolve("config/is09-13"));
    Files.writeString(broken.resolve("config/is09-13/IS09_emotion.conf"), "");
    Files.writeString(broken.resolve("libSMILEapi.so"), "no library");
    ExtractorSettings settings = new ExtractorSettings(64 << 20, 300L << 20, 20, 2, null);
    assertThatThrownBy(() -> new ExtractorWorker(settings, "IS09-s", broken, () -> false))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("cannot open IS09-s");
  }

  private static void assertWell(ExtractorWorker worker, short first, int slope) throws Exception {
    byte[] clip = StandInLibrary.clip(first, SAMPLES, slope);
    assertThat(worker.extract(clip).values()).isEqualTo(StandInLibrary.expected(clip));
  }
}
