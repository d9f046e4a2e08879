package org.plateau.corpus.standins;

/**
 * One resonance of the vocal tract: a two-pole filter with unit gain at frequency 0 (Klatt,
 * "Software for a cascade/parallel formant synthesizer", 1980, equation 1).
 */
final class Formant {
  private final double sampleRateHz;
  private double a;
  private double b;
  private double c;
  private double last;
  private double beforeLast;

  Formant(double sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
  }

  /** Moves the resonance; its state goes on. */
  void tune(double frequencyHz, double bandwidthHz) {
    double radius = StrictMath.exp(-Math.PI * bandwidthHz / sampleRateHz);
    c = -radius * radius;
    b = 2 * radius * StrictMath.cos(2 * Math.PI * frequencyHz / sampleRateHz);
    a = 1 - b - c;
  }

  double filter(double input) {
    double output = a * input + b * last + c * beforeLast;
    beforeLast = last;
    last = output;
    return output;
  }
}
