package org.plateau.corpus.standins;

import java.nio.file.Path;

/**
 * One clip of a stand-in release.
 *
 * @param name file name without extension
 * @param speaker speaker id as label files write it, {@code Unknown} among them
 * @param voice who speaks, known or not
 * @param female whether it is a woman
 * @param split train, dev, test1, test2 or test3
 * @param emotion class letter of MSP-Podcast
 * @param played the letter that the voice plays, whatever the raters say
 * @param take counts up when the recording changes from one release to the next
 * @param text what is said
 * @param recording a real recording to copy, or null: synthesised
 */
record MspClip(
    String name,
    String speaker,
    String voice,
    boolean female,
    String split,
    char emotion,
    char played,
    int take,
    String text,
    Path recording) {

  MspClip withEmotion(char letter) {
    return new MspClip(name, speaker, voice, female, split, letter, played, take, text, recording);
  }

  MspClip withSplit(String other) {
    return new MspClip(name, speaker, voice, female, other, emotion, played, take, text, recording);
  }

  MspClip withSpeaker(String other) {
    return new MspClip(name, other, voice, female, split, emotion, played, take, text, recording);
  }

  MspClip withNewTake() {
    return new MspClip(name, speaker, voice, female, split, emotion, played, take + 1, text, recording);
  }

  boolean isTest3() {
    return split.equals("test3");
  }

  String gender() {
    return isTest3() ? "Unknown" : female ? "Female" : "Male";
  }
}
