package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/** mel-s against its own description: known signals, gain, silence, and numbers by hand. */
class MelStatisticsTest {
  private static final Offset<Float> ROUNDING = within(1e-3f);

  private final MelStatistics extractor = new MelStatistics();

  @Test
  void hasTheDescribedColumns() {
    assertThat(extractor.names())
        .hasSize(64 * 5 + 20 * 5 + 20 * 3 + 16)
        .startsWith("mel0_mean", "mel0_sd", "mel0_p10", "mel0_p50", "mel0_p90", "mel1_mean")
        .contains("mfcc19_p90", "mfcc0_delta_sd", "f0_mean", "voiced_share")
        .endsWith("log_frames");
  }

  @Test
  void pitchOfAHarmonicToneIsItsFundamental() {
    for (double hz : new double[] {75, 110, 220, 440}) {
      float[] clip = new float[16_000];
      for (int i = 0; i < clip.length; i++) {
        for (int harmonic = 1; harmonic <= 5; harmonic++) {
          double angle = 2 * Math.PI * hz * harmonic * i / 16_000;
          clip[i] += (float) (0.1 * Math.sin(angle) / harmonic);
        }
      }
      double semitones = 12 * Math.log(hz / 27.5) / Math.log(2);
      assertThat((double) value(clip, "f0_p50")).isCloseTo(semitones, within(0.1));
      assertThat(value(clip, "voiced_share")).isGreaterThan(0.95f);
      assertThat(value(clip, "periodicity_mean")).isGreaterThan(0.95f);
    }
  }

  @Test
  void noiseIsNotVoiced() {
    float[] noise = Golden.signal("mel-s", "noise", 16_000, 0.5);
    assertThat(value(noise, "voiced_share")).isLessThan(0.1f);
    assertThat(value(noise, "active_share")).isEqualTo(1f);
    assertThat(value(noise, "log_frames")).isCloseTo((float) Math.log(101), within(1e-6f));
  }

  @Test
  void gainDoesNotMatter() {
    float[] clip = recording();
    float[] quiet = new float[clip.length];
    for (int i = 0; i < clip.length; i++) {
      quiet[i] = 0.37f * clip[i];
    }
    float[] loudRow = extractor.extract(clip).values();
    float[] quietRow = extractor.extract(quiet).values();
    for (int i = 0; i < loudRow.length; i++) {
      assertThat(quietRow[i]).as(extractor.names().get(i)).isCloseTo(loudRow[i], ROUNDING);
    }
  }

  @Test
  void silenceAfterTheClipHardlyMatters() {
    float[] clip = recording();
    float[] row = extractor.extract(clip).values();
    float[] padded = extractor.extract(Arrays.copyOf(clip, clip.length + 16_000)).values();
    for (String name : List.of("mel20_mean", "mfcc1_mean", "f0_p50", "level_sd", "active_share")) {
      int column = extractor.names().indexOf(name);
      assertThat(padded[column])
          .as(name)
          .isCloseTo(row[column], within(0.02f * Math.abs(row[column]) + 0.02f));
    }
  }

  @Test
  void levelsEqualThoseOfLogmelUpToTheClipsOwnLevel() {
    float[] noise = Golden.signal("mel-s", "level", 8000, 0.5);
    FeatureMatrix logMel = new LogMel64().extract(noise);
    float[] row = extractor.extract(noise).values();
    double difference = row[0] - mean(logMel, 0);
    for (int band = 1; band < 64; band++) {
      assertThat(row[5 * band] - mean(logMel, band)).isCloseTo(difference, within(1e-3));
    }
  }

  @Test
  void shortestClipAndSilence() {
    assertThat(extractor.extract(new float[257]).values()).hasSize(496);
    assertThat(value(new float[4000], "mel5_mean")).isEqualTo(-80f);
    assertThat(value(new float[4000], "f0_mean")).isEqualTo(30f);
    assertThatThrownBy(() -> extractor.extract(new float[256])).hasMessageContaining("257");
  }

  @Test
  void contoursByHand() {
    assertThat(Contour.delta(new double[] {0, 1, 2, 3, 4}))
        .containsExactly(new double[] {0.5, 0.8, 1, 0.8, 0.5}, within(1e-12));
    assertThat(Contour.deviation(new double[] {1, 3})).isEqualTo(1);
    assertThat(Contour.deciles(new double[] {3, 1, 2})).containsExactly(1.2, 2, 2.8);
    CosineTransform cosine = new CosineTransform(2, 2);
    assertThat(cosine.coefficient(0, new double[] {1, 3}))
        .isCloseTo(4 / Math.sqrt(2), within(1e-12));
    assertThat(cosine.coefficient(1, new double[] {1, 3}))
        .isCloseTo(-2 * Math.cos(Math.PI / 4), within(1e-12));
  }

  private float value(float[] clip, String name) {
    int column = extractor.names().indexOf(name);
    assertThat(column).isNotNegative();
    return extractor.extract(clip).values()[column];
  }

  private static double mean(FeatureMatrix matrix, int band) {
    double sum = 0;
    for (int t = 0; t < matrix.frames(); t++) {
      sum += matrix.values()[t * matrix.dims() + band];
    }
    return sum / matrix.frames();
  }

  private static float[] recording() {
    return ReferenceFiles.wav("data/emodb/wav/03a01Fa.wav");
  }
}
