package org.plateau.corpus.standins;

/**
 * How an utterance departs from its speaker's own level.
 *
 * @param pitchSemitones shift of the mean pitch
 * @param rangeSemitones deviation of the pitch contour
 * @param tempoRatio tempo relative to the speaker's own
 * @param levelDb shift of the level
 * @param tiltDb shift of the spectrum's upper half
 */
record EmotionCue(
    double pitchSemitones,
    double rangeSemitones,
    double tempoRatio,
    double levelDb,
    double tiltDb) {

  /** Share of utterances played as another emotion than the name says: no model gets all right. */
  static final double MISPLAYED = 0.06;

  private static final String PLAYED = "WFNT";

  /**
   * The centre of an emotion: W anger, F happiness, N neutral, T sadness; beyond EmoDB's four also U
   * surprise, A fear, D disgust, C contempt, M emphatic, R anything else.
   */
  static EmotionCue centre(char emotion) {
    return switch (emotion) {
      case 'W' -> new EmotionCue(4.5, 3.0, 1.12, 7, 6);
      case 'F' -> new EmotionCue(5.0, 4.2, 1.04, 3, 1.5);
      case 'N' -> new EmotionCue(0, 1.6, 1.0, 0, 0);
      case 'T' -> new EmotionCue(-1.5, 0.8, 0.76, -5, -5);
      case 'U' -> new EmotionCue(6.5, 5.0, 1.1, 2, 3);
      case 'A' -> new EmotionCue(3.0, 1.2, 1.25, -3, 1);
      case 'D' -> new EmotionCue(-2.0, 2.2, 0.88, 2, -3);
      case 'C' -> new EmotionCue(-1.0, 1.0, 0.95, -2, 3);
      case 'M' -> new EmotionCue(2.0, 2.4, 0.9, 4, 3);
      case 'R' -> new EmotionCue(1.0, 2.0, 1.05, -1, 0);
      default ->
          throw new IllegalArgumentException(
              "emotion: " + emotion + " must be one of W, F, N, T, U, A, D, C, M, R");
    };
  }

  /** One utterance's departure: the emotion's centre and a spread that overlaps its neighbours. */
  static EmotionCue draw(char emotion, RandomStream random) {
    char played = emotion;
    if (random.uniform() < MISPLAYED) {
      played = PLAYED.charAt((PLAYED.indexOf(emotion) + 1 + random.index(3)) % PLAYED.length());
    }
    EmotionCue centre = centre(played);
    return new EmotionCue(
        centre.pitchSemitones + 1.3 * random.normal(),
        centre.rangeSemitones * StrictMath.exp(0.25 * random.normal()),
        centre.tempoRatio * StrictMath.exp(0.07 * random.normal()),
        centre.levelDb + 2 * random.normal(),
        centre.tiltDb + 1.7 * random.normal());
  }

  /** How far this lies from an emotion's centre, in deviations (root mean square of four cues). */
  double distance(char emotion) {
    EmotionCue centre = centre(emotion);
    double pitch = (pitchSemitones - centre.pitchSemitones) / 1.3;
    double tempo = StrictMath.log(tempoRatio / centre.tempoRatio) / 0.07;
    double level = (levelDb - centre.levelDb) / 2;
    double tilt = (tiltDb - centre.tiltDb) / 1.7;
    return StrictMath.sqrt((pitch * pitch + tempo * tempo + level * level + tilt * tilt) / 4);
  }
}
