package org.plateau.features;

/** Mappings between frequency in Hz and mel; both are monotone, so each has an inverse. */
public enum MelScale {
  /**
   * Slaney's Auditory Toolbox: linear to 1000 Hz at 200/3 Hz a mel, above it 27 mel a factor of
   * 6.4.
   */
  SLANEY {
    @Override
    public double toMel(double hz) {
      return hz < SLANEY_BREAK_HZ
          ? hz / SLANEY_HZ_PER_MEL
          : SLANEY_BREAK_MEL + Math.log(hz / SLANEY_BREAK_HZ) / SLANEY_LOG_STEP;
    }

    @Override
    public double toHz(double mel) {
      return mel < SLANEY_BREAK_MEL
          ? mel * SLANEY_HZ_PER_MEL
          : SLANEY_BREAK_HZ * Math.exp(SLANEY_LOG_STEP * (mel - SLANEY_BREAK_MEL));
    }
  },
  /** HTK: 2595 log10(1 + f / 700). */
  HTK {
    @Override
    public double toMel(double hz) {
      return HTK_FACTOR * Math.log10(1 + hz / HTK_BREAK_HZ);
    }

    @Override
    public double toHz(double mel) {
      return HTK_BREAK_HZ * (Math.pow(10, mel / HTK_FACTOR) - 1);
    }
  };

  private static final double SLANEY_BREAK_HZ = 1000;
  private static final double SLANEY_HZ_PER_MEL = 200.0 / 3;
  private static final double SLANEY_BREAK_MEL = 15;
  private static final double SLANEY_LOG_STEP = Math.log(6.4) / 27;
  private static final double HTK_FACTOR = 2595;
  private static final double HTK_BREAK_HZ = 700;

  /** Mel of a frequency in Hz, >= 0. */
  public abstract double toMel(double hz);

  /** Frequency in Hz of a mel value, >= 0. */
  public abstract double toHz(double mel);
}
