package org.plateau.corpus.standins;

import java.util.OptionalDouble;
import org.plateau.audio.WavWriter;
import org.plateau.config.UserException;

/**
 * Speaks the clips of a stand-in corpus: with {@link VoiceSynthesiser}, or, where a length is given,
 * with the far quicker {@link QuickVoice}. Equal arguments give equal bytes; different names give
 * different bytes.
 *
 * @param seed of everything drawn
 * @param seconds length of a clip, 0.05 to 60; empty: as long as its sentence takes
 */
public record Voices(long seed, OptionalDouble seconds) {
  private static final double SHORTEST = 0.05;
  private static final double LONGEST = 60;

  public Voices {
    if (seconds.isPresent()
        && !(seconds.getAsDouble() >= SHORTEST && seconds.getAsDouble() <= LONGEST)) {
      throw new UserException(
          "seconds: %s must be %s to %s; choose another length"
              .formatted(seconds.getAsDouble(), SHORTEST, LONGEST));
    }
  }

  /**
   * A clip.
   *
   * @param name distinguishes the clip from all others
   * @param emotion letter of {@link EmotionCue}
   * @return 16 kHz mono samples
   */
  short[] speak(String speaker, boolean female, char emotion, String name, String text) {
    RandomStream random = new RandomStream(seed, "utterance/" + name);
    EmotionCue cue = EmotionCue.draw(emotion, random);
    SpeakerVoice voice = SpeakerVoice.of(seed, speaker, female);
    return seconds.isPresent()
        ? QuickVoice.speak(voice, cue, seconds.getAsDouble(), random)
        : new VoiceSynthesiser(voice, cue, random).speak(syllables(text));
  }

  /** The clip as a WAV file. */
  byte[] wav(String speaker, boolean female, char emotion, String name, String text) {
    return WavWriter.pcm16(
        speak(speaker, female, emotion, name, text), VoiceSynthesiser.SAMPLE_RATE_HZ);
  }

  /** Groups of vowels of a sentence. */
  static int syllables(String sentence) {
    int vowels = 0;
    boolean before = false;
    for (int i = 0; i < sentence.length(); i++) {
      boolean vowel = "aeiouyäöüAEIOUYÄÖÜ".indexOf(sentence.charAt(i)) >= 0;
      vowels += vowel && !before ? 1 : 0;
      before = vowel;
    }
    return Math.max(1, vowels);
  }
}
