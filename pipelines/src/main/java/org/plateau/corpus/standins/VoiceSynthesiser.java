package org.plateau.corpus.standins;

import org.plateau.audio.Pcm;

/**
 * Speaks syllables by formulas: a train of glottal pulses with jitter and a pitch contour, four
 * formants that glide from vowel to vowel, a burst of noise before each vowel, pauses, a level.
 */
final class VoiceSynthesiser {
  /** Sampling rate of the output. */
  static final int SAMPLE_RATE_HZ = 16_000;

  private static final double MIN_SECONDS = 1.2;
  private static final double MAX_SECONDS = 3.5;
  private static final double EDGE_SECONDS = 0.08;
  private static final double PAUSE_SHARE = 0.12;
  private static final int TUNE_EVERY = 32;
  private static final double NOISE_FLOOR = 1e-3;
  private static final double PEAK = 0.98;
  private static final double[] BANDWIDTHS_HZ = {70, 95, 130, 200};

  /** Formants of a, e, i, o, u of a man's voice, in Hz. */
  private static final double[][] VOWELS_HZ = {
    {750, 1250, 2550, 3500},
    {450, 1950, 2650, 3600},
    {290, 2250, 3000, 3650},
    {430, 800, 2500, 3400},
    {320, 750, 2400, 3350}
  };

  private final SpeakerVoice voice;
  private final EmotionCue cue;
  private final RandomStream random;

  VoiceSynthesiser(SpeakerVoice voice, EmotionCue cue, RandomStream random) {
    this.voice = voice;
    this.cue = cue;
    this.random = random;
  }

  /**
   * An utterance of about so many syllables, 1.2 to 3.5 seconds long.
   *
   * @return 16 kHz mono samples
   */
  short[] speak(int syllables) {
    double perSecond = voice.syllablesPerSecond() * cue.tempoRatio();
    double wanted = syllables / perSecond / (1 - PAUSE_SHARE) + 2 * EDGE_SECONDS;
    double seconds = Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, wanted));
    double[] sound = new double[(int) (seconds * SAMPLE_RATE_HZ)];
    double[] loudness = new double[sound.length];
    double[][] formants = new double[sound.length / TUNE_EVERY + 1][4];
    double[] noise = new double[sound.length];
    plan(perSecond, loudness, noise, formants);
    glottis(sound, loudness);
    for (int i = 0; i < sound.length; i++) {
      sound[i] += noise[i] * random.normal();
    }
    resonate(sound, formants);
    tilt(sound);
    return level(sound);
  }

  /** Lays syllables and pauses along the time axis. */
  private void plan(double perSecond, double[] loudness, double[] noise, double[][] formants) {
    int at = (int) (EDGE_SECONDS * SAMPLE_RATE_HZ);
    int end = loudness.length - at;
    double[] from = vowel();
    int planned = 0;
    while (at < end) {
      int length = (int) (SAMPLE_RATE_HZ / perSecond * random.uniform(0.75, 1.25));
      length = Math.min(length, end - at);
      double[] to = vowel();
      double stress = random.uniform(0.6, 1);
      double burst = random.uniform(0.02, 0.12);
      for (int i = 0; i < length; i++) {
        double x = (double) i / length;
        double arch = StrictMath.sin(Math.PI * x);
        loudness[at + i] = stress * arch * arch;
        noise[at + i] = x < 0.25 ? burst * StrictMath.sin(Math.PI * 4 * x) : 0;
      }
      planned = glide(formants, planned, (at + length) / TUNE_EVERY, from, to);
      from = to;
      at += length;
      if (random.uniform() < PAUSE_SHARE) {
        at += (int) (SAMPLE_RATE_HZ * random.uniform(0.08, 0.3) / cue.tempoRatio());
      }
    }
    glide(formants, planned, formants.length, from, from);
  }

  private double[] vowel() {
    return VOWELS_HZ[random.index(VOWELS_HZ.length)];
  }

  private int glide(double[][] formants, int begin, int end, double[] from, double[] to) {
    for (int i = begin; i < end; i++) {
      double x = (double) (i - begin) / (end - begin);
      for (int f = 0; f < 4; f++) {
        formants[i][f] = voice.formantScale() * (from[f] + x * (to[f] - from[f]));
      }
    }
    return Math.max(begin, end);
  }

  /** Pulses of the glottis: open phase a raised cosine, closed for the rest of the period. */
  private void glottis(double[] sound, double[] loudness) {
    double mean = voice.pitchHz() * StrictMath.pow(2, cue.pitchSemitones() / 12);
    double slope = random.uniform(-1.5, 0.3);
    double phraseRate = random.uniform(0.8, 1.6);
    double phrasePhase = random.uniform(0, 2 * Math.PI);
    double at = 0;
    while (at < sound.length) {
      double x = at / sound.length;
      double seconds = at / SAMPLE_RATE_HZ;
      double swing = StrictMath.sin(2 * Math.PI * phraseRate * seconds + phrasePhase);
      double semitones = cue.rangeSemitones() * (1.4 * swing + slope * (x - 0.5));
      double pitchHz = mean * StrictMath.pow(2, semitones / 12);
      double period = SAMPLE_RATE_HZ / pitchHz * (1 + voice.jitter() * random.normal());
      int open = Math.max(2, (int) (0.6 * period));
      for (int i = 0; i < open && (int) at + i < sound.length; i++) {
        int place = (int) at + i;
        // The derivative of the air flow, so that the closing edge is sharp.
        double flow = StrictMath.sin(Math.PI * i / open) * (i < 0.7 * open ? 0.4 : -1);
        sound[place] += loudness[place] * flow;
      }
      at += Math.max(period, 20);
    }
  }

  private static void resonate(double[] sound, double[][] formants) {
    for (int f = 0; f < 4; f++) {
      Formant filter = new Formant(SAMPLE_RATE_HZ);
      for (int i = 0; i < sound.length; i++) {
        if (i % TUNE_EVERY == 0) {
          filter.tune(formants[i / TUNE_EVERY][f], BANDWIDTHS_HZ[f]);
        }
        sound[i] = filter.filter(sound[i]);
      }
    }
  }

  /** Raises or lowers what lies above about 1 kHz. */
  private void tilt(double[] sound) {
    double gain = StrictMath.pow(10, (voice.tiltDb() + cue.tiltDb()) / 20);
    double pole = StrictMath.exp(-2 * Math.PI * 1000 / SAMPLE_RATE_HZ);
    double low = 0;
    for (int i = 0; i < sound.length; i++) {
      low = (1 - pole) * sound[i] + pole * low;
      sound[i] = low + gain * (sound[i] - low);
    }
  }

  private short[] level(double[] sound) {
    double power = 0;
    double peak = 0;
    for (double value : sound) {
      power += value * value;
      peak = Math.max(peak, Math.abs(value));
    }
    double wanted = StrictMath.pow(10, (voice.levelDb() + cue.levelDb()) / 20);
    double gain = wanted / StrictMath.sqrt(power / sound.length);
    gain = Math.min(gain, (PEAK - 6 * NOISE_FLOOR) / peak);
    short[] samples = new short[sound.length];
    for (int i = 0; i < sound.length; i++) {
      samples[i] = Pcm.quantise(gain * sound[i] + NOISE_FLOOR * random.uniform(-1, 1));
    }
    return samples;
  }
}
