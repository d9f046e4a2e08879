package org.plateau.features.opensmile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A native library that misbehaves on demand, compiled on this machine. Tests that need it are
 * skipped where no C compiler is, and say so. It stands in for set IS09-s: column c is the sum of
 * the samples c, 2c + 1, 3c + 2, ...
 */
public final class StandInLibrary {
  /** First samples of a clip that make the library misbehave. */
  public static final short CRASH = 28673;

  public static final short HANG = 28674;
  public static final short LEAK = 28675;
  public static final short NOT_A_NUMBER = 28676;
  public static final short PRINT = 28677;
  public static final short ABORT = 28678;

  /** The set it offers. */
  public static final String FEATURE_SET = "IS09-s";

  public static final int COLUMNS = 384;

  private StandInLibrary() {}

  /** Compiles the library into a folder that looks like a build. */
  public static Path buildIn(Path home) throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("config/shared"));
    Files.createDirectories(home.resolve("config/is09-13"));
    Files.writeString(home.resolve("config/is09-13/IS09_emotion.conf"), "");
    Path source = home.resolve("stand_in.c");
    try (InputStream in = StandInLibrary.class.getResourceAsStream("stand_in.c")) {
      Files.copy(in, source);
    }
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  "gcc",
                  "-shared",
                  "-fPIC",
                  "-w",
                  "-o",
                  home.resolve("libSMILEapi.so").toString(),
                  source.toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      Assumptions.abort("skipped: no C compiler here");
      throw e;
    }
    if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
      throw new IOException("gcc did not compile the stand-in library");
    }
    return home;
  }

  /** Little-endian bytes of a clip that starts with this sample, the rest a ramp. */
  public static byte[] clip(short first, int samples, int slope) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(first);
    for (int i = 1; i < samples; i++) {
      bytes.putShort((short) (slope * i % 1000));
    }
    return bytes.array();
  }

  /** What the library gives for a well-behaved clip, by the formula. */
  public static float[] expected(byte[] clip) {
    ByteBuffer samples = ByteBuffer.wrap(clip).order(ByteOrder.LITTLE_ENDIAN);
    float[] sums = new float[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
      double sum = 0;
      for (int i = c; i < clip.length / 2; i += c + 1) {
        sum += samples.getShort(2 * i);
      }
      sums[c] = (float) sum;
    }
    return sums;
  }
}
