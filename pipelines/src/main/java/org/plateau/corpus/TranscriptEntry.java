package org.plateau.corpus;

import java.util.Objects;

/**
 * What is said in an utterance.
 *
 * @param utterance the corpus's own id
 * @param source who wrote it down: {@code human}, or the name of a recogniser
 * @param language ISO 639-1 code
 * @param text the words
 */
public record TranscriptEntry(String utterance, String source, String language, String text) {
  public TranscriptEntry {
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(text, "text");
  }
}
