package org.plateau.corpus;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.plateau.config.UserException;

/**
 * Reads one corpus as it lies on disk. Found by {@link java.util.ServiceLoader}, so a new corpus is
 * a class in a jar and one line in {@code META-INF/services/org.plateau.corpus.CorpusReader}.
 *
 * <p>Reads names and label files, never audio. What can be used becomes a row, what cannot becomes
 * a quarantine entry; nothing disappears, and a defect of one line changes no row of another line.
 */
public interface CorpusReader {
  /** The corpus's name in all tables, and the name of its layout. */
  String corpus();

  /** Names of the settings {@code corpora.<corpus>.options.<name>} that this reader knows. */
  default Set<String> options() {
    return Set.of();
  }

  /**
   * The releases that lie in a tree, in version order (1.9 &lt; 1.10 &lt; 2.0). Without releases of
   * its own a corpus is one release: the configured one, in the whole tree.
   *
   * @throws UserException if the tree holds nothing of this corpus
   * @throws IOException if the tree cannot be read
   */
  default List<ReleaseFolder> releases(FileTree files, CorpusSettings settings) throws IOException {
    return List.of(ReleaseFolder.wholeTree(settings.release()));
  }

  /**
   * Lists what one release holds. Paths in the result are relative to the tree's root, whatever the
   * release's folder.
   *
   * @param release one of {@link #releases}
   * @throws UserException if the release's folder holds nothing of this corpus, or the settings do
   *     not fit it
   * @throws IOException if the tree cannot be read
   */
  CorpusListing read(FileTree files, ReleaseFolder release, CorpusSettings settings)
      throws IOException;

  /**
   * Lists the only release of a tree.
   *
   * @throws UserException if there are several, or as the other two methods say
   * @throws IOException if the tree cannot be read
   */
  default CorpusListing read(FileTree files, CorpusSettings settings) throws IOException {
    List<ReleaseFolder> releases = releases(files, settings);
    if (releases.size() != 1) {
      throw new UserException(
          "corpora.%s.path: %s must hold one release, found %s; name the folder of one"
              .formatted(
                  corpus(),
                  files.location(),
                  releases.stream().map(ReleaseFolder::release).toList()));
    }
    return read(files, releases.get(0), settings);
  }
}
