package org.plateau.corpus;

import java.util.List;
import java.util.ServiceLoader;
import org.plateau.config.UserException;

/** The readers on the class path. */
public final class CorpusReaders {
  private CorpusReaders() {}

  /** Every reader, in order of corpus name. */
  public static List<CorpusReader> all() {
    return ServiceLoader.load(CorpusReader.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted((a, b) -> a.corpus().compareTo(b.corpus()))
        .toList();
  }

  /**
   * The reader of a corpus.
   *
   * @throws UserException if no reader on the class path has this name
   */
  public static CorpusReader find(String corpus) {
    List<CorpusReader> readers = all();
    return readers.stream()
        .filter(reader -> reader.corpus().equals(corpus))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "corpus: %s must be one of %s; mend the name or add its reader with --jars"
                        .formatted(corpus, readers.stream().map(CorpusReader::corpus).toList())));
  }
}
