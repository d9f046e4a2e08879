package org.plateau.stages.ingest;

import java.io.Serializable;

/**
 * What a task says about one file: decoded, or set aside.
 *
 * @param path relative to the corpus root
 * @param file what was found, or null
 * @param written whether this task wrote the samples; false where they stood already
 * @param reason why the file cannot be used, or null
 * @param detail more of that, or null
 */
record FileOutcome(String path, DecodedFile file, boolean written, String reason, String detail)
    implements Serializable {

  static FileOutcome decoded(DecodedFile file, boolean written) {
    return new FileOutcome(file.path(), file, written, null, null);
  }

  static FileOutcome failed(String path, String reason, String detail) {
    return new FileOutcome(path, null, false, reason, detail);
  }
}
