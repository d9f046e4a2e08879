package org.example.tones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.plateau.audio.WavWriter;

/** Writes the corpus: six speakers, eight half-second tones each, low or high, named s1_low_1.wav. */
public final class MakeTones {
  private static final int RATE_HZ = 16_000;

  private MakeTones() {}

  /** Takes the folder to write. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Random random = new Random(1);
    for (int speaker = 1; speaker <= 6; speaker++) {
      for (String label : List.of("low", "high")) {
        for (int take = 1; take <= 4; take++) {
          double hertz = (label.equals("low") ? 150 : 900) + 60 * random.nextDouble();
          short[] samples = new short[RATE_HZ / 2];
          for (int i = 0; i < samples.length; i++) {
            double noise = 500 * random.nextGaussian();
            samples[i] = (short) (9_000 * Math.sin(2 * Math.PI * hertz * i / RATE_HZ) + noise);
          }
          String name = String.format(Locale.ROOT, "s%d_%s_%d.wav", speaker, label, take);
          Files.write(folder.resolve(name), WavWriter.pcm16(samples, RATE_HZ));
        }
      }
    }
  }
}
