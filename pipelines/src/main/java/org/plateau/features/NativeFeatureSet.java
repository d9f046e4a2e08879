package org.plateau.features;

import java.nio.file.Path;
import java.util.Optional;
import org.plateau.config.UserException;

/**
 * A set that foreign native code computes. Such code may crash, hang or leak, so it runs in worker
 * processes only, and its values are stored. The library is no part of Plateau: it lies in a folder
 * of the user's, and may be absent.
 */
public interface NativeFeatureSet extends FeatureExtractorProvider {
  /** The library's name for people, for example {@code openSMILE}. */
  String library();

  /** Columns that one row has, known without the library. */
  int dims();

  /** Why the library in this folder cannot be used; empty if it can. */
  Optional<String> problem(Path home);

  /**
   * Identity of the library in this folder, including a hash of its build: builds differ.
   *
   * @throws UserException if {@link #problem} says something
   */
  String extractor(Path home);

  /**
   * Loads the library. For worker processes only.
   *
   * @throws UserException if {@link #problem} says something
   */
  FeatureExtractor create(Path home);

  /** Refuses: native code does not run in this process. */
  @Override
  default FeatureExtractor create() {
    throw new UserException(
        "feature set '%s' is computed by %s, which runs in worker processes only: store it by the job features"
            .formatted(featureSet(), library()));
  }
}
