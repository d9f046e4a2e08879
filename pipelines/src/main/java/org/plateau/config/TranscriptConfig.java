package org.plateau.config;

/**
 * Transcripts that a user brings for a corpus.
 *
 * @param source who wrote them, for example {@code whisper-large-v2}
 * @param path a CSV or JSON Lines file, or a folder of text files
 * @param language ISO 639-1 code where the file names none
 */
public record TranscriptConfig(String source, String path, String language) {
  public TranscriptConfig {
    Checks.notBlank(source, "source");
    Checks.notBlank(path, "path");
    Checks.notBlank(language, "language");
    Checks.that(
        !source.equals("human"), "source", source, "is kept for the corpus's own transcripts");
  }

  static TranscriptConfig read(String source, Section section) {
    String path = section.location("path");
    String language = section.string("language", "en");
    return section.build(() -> new TranscriptConfig(source, path, language));
  }
}
