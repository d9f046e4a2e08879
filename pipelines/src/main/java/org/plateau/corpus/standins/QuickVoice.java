package org.plateau.corpus.standins;

import org.plateau.audio.Pcm;

/**
 * A voice for large corpora: four harmonics of a gliding pitch under a syllable rhythm, with a
 * little noise. It carries the cues of {@link EmotionCue} (pitch, its range, tempo, level, tilt) and
 * takes a fifth of a millisecond a second of sound.
 */
final class QuickVoice {
  private static final int SAMPLE_RATE_HZ = VoiceSynthesiser.SAMPLE_RATE_HZ;
  private static final int TABLE_BITS = 12;
  private static final double[] SINE = sine();
  private static final int HARMONICS = 4;
  private static final int BLOCK = 64;
  private static final double NOISE = 2e-3;
  private static final double LARGEST = 0.97;

  private QuickVoice() {}

  private static double[] sine() {
    double[] table = new double[1 << TABLE_BITS];
    for (int i = 0; i < table.length; i++) {
      table[i] = StrictMath.sin(2 * Math.PI * i / table.length);
    }
    return table;
  }

  /**
   * Speaks.
   *
   * @return 16 kHz mono samples
   */
  static short[] speak(SpeakerVoice voice, EmotionCue cue, double seconds, RandomStream random) {
    short[] samples = new short[Math.max(1, (int) (seconds * SAMPLE_RATE_HZ))];
    double pitchHz = voice.pitchHz() * StrictMath.pow(2, cue.pitchSemitones() / 12);
    double step = (1L << 32) * pitchHz / SAMPLE_RATE_HZ;
    double swingStep = random.uniform(0.8, 1.6) * (1L << 32) / SAMPLE_RATE_HZ;
    double beatStep =
        voice.syllablesPerSecond() * cue.tempoRatio() * (1L << 32) / SAMPLE_RATE_HZ / 2;
    double tilt = StrictMath.pow(10, (voice.tiltDb() + cue.tiltDb()) / 20);
    double[] gains = {1, 0.6 * tilt, 0.4 * tilt, 0.3 * tilt};
    double power = 0;
    for (double gain : gains) {
      power += gain * gain;
    }
    // Half a sine's power, times that of a rectified sine's square.
    double level = StrictMath.pow(10, (voice.levelDb() + cue.levelDb()) / 20);
    double scale = level / StrictMath.sqrt(power / 4);
    double phase = 0;
    double swingAt = random.uniform() * (1L << 32);
    double beatAt = random.uniform() * (1L << 32);
    double bent = step;
    for (int i = 0; i < samples.length; i++) {
      if (i % BLOCK == 0) {
        // 2^x near 0: the swing stays within some semitones.
        double octaves = cue.rangeSemitones() / 12 * lookUp(swingAt + swingStep * i);
        bent = step * (1 + octaves * (0.6931 + octaves * 0.2402));
      }
      phase += bent;
      double value = 0;
      for (int h = 0; h < HARMONICS; h++) {
        value += gains[h] * lookUp((h + 1) * phase);
      }
      double loud = Math.abs(lookUp(beatAt + beatStep * i));
      double noise = ((random.next() >> 11) * 0x1p-52) * NOISE;
      double sample = scale * loud * value + noise;
      samples[i] = Pcm.quantise(Math.max(-LARGEST, Math.min(LARGEST, sample)));
    }
    return samples;
  }

  /** The sine of an angle in 2^32ths of a turn. */
  private static double lookUp(double angle) {
    return SINE[(int) ((long) angle >>> (32 - TABLE_BITS)) & ((1 << TABLE_BITS) - 1)];
  }
}
