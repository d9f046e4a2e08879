package org.plateau.stages.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.plateau.corpus.FileTree;

/** A tree that was listed once, so that all who ask see the same sizes and times. */
public final class ListedFileTree implements FileTree {
  private final FileTree tree;
  private final Contents contents;

  public ListedFileTree(FileTree tree, Contents contents) {
    this.tree = tree;
    this.contents = contents;
  }

  @Override
  public Contents list() {
    return contents;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return tree.open(path);
  }

  @Override
  public String location() {
    return tree.location();
  }
}
