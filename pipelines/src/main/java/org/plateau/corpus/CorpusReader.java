package org.plateau.corpus;

import java.io.IOException;

/**
 * Reads one corpus as it lies on disk. Found by {@link java.util.ServiceLoader}, so a new corpus is
 * a class in a jar and one line in {@code META-INF/services/org.plateau.corpus.CorpusReader}.
 */
public interface CorpusReader {
  /** The corpus's name in all tables. */
  String corpus();

  /**
   * Lists what the corpus holds. Reads names and label files, never audio. Every defect becomes a
   * quarantine entry.
   *
   * @throws org.plateau.config.UserException if the tree holds nothing of this corpus, or the
   *     settings do not fit it
   * @throws IOException if the tree cannot be read
   */
  CorpusListing read(FileTree files, CorpusSettings settings) throws IOException;
}
