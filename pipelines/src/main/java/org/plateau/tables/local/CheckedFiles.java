package org.plateau.tables.local;

import org.apache.hadoop.fs.LocalFileSystem;

/** Local files with checksum files beside them, as Hadoop keeps them; made by Hadoop. */
public final class CheckedFiles extends LocalFileSystem {
  public CheckedFiles() {
    super(new RawFiles());
  }
}
