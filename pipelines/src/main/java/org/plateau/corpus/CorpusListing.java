package org.plateau.corpus;

import java.util.List;
import java.util.Objects;

/**
 * What a reader finds in one release of a corpus. No audio has been read; a file may still turn out
 * to be unusable.
 *
 * @param corpus corpus name
 * @param release release name
 * @param utterances by utterance id
 * @param labels by utterance id, then task
 * @param ratings by utterance id, then rater
 * @param transcripts by utterance id, then source
 * @param quarantine by path
 */
public record CorpusListing(
    String corpus,
    String release,
    List<UtteranceEntry> utterances,
    List<LabelEntry> labels,
    List<RatingEntry> ratings,
    List<TranscriptEntry> transcripts,
    List<QuarantineEntry> quarantine) {

  public CorpusListing {
    Objects.requireNonNull(corpus, "corpus");
    Objects.requireNonNull(release, "release");
    utterances = List.copyOf(utterances);
    labels = List.copyOf(labels);
    ratings = List.copyOf(ratings);
    transcripts = List.copyOf(transcripts);
    quarantine = List.copyOf(quarantine);
  }
}
