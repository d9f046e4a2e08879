package org.plateau.corpus.standins;

/**
 * A synthetic speaker's own level, from which every emotion departs.
 *
 * @param pitchHz mean fundamental frequency
 * @param formantScale formant frequencies relative to a male voice
 * @param syllablesPerSecond tempo
 * @param levelDb root mean square relative to full scale
 * @param tiltDb level of the spectrum's upper half relative to the neutral voice
 * @param jitter relative deviation of successive periods
 */
record SpeakerVoice(
    double pitchHz,
    double formantScale,
    double syllablesPerSecond,
    double levelDb,
    double tiltDb,
    double jitter) {

  /** The voice of a speaker; speakers of one gender differ more than emotions do. */
  static SpeakerVoice of(long seed, String speaker, boolean female) {
    RandomStream random = new RandomStream(seed, "speaker/" + speaker);
    double octaves = random.uniform(-0.4, 0.4);
    return new SpeakerVoice(
        (female ? 195 : 115) * StrictMath.pow(2, octaves),
        (female ? 1.14 : 1.0) * random.uniform(0.94, 1.06),
        random.uniform(3.6, 5.2),
        random.uniform(-31, -21),
        random.uniform(-4, 4),
        random.uniform(0.006, 0.016));
  }
}
