package org.plateau.corpus;

import java.util.function.Consumer;
import org.plateau.audio.QuarantineReason;

/**
 * One known defect of a corpus, the smallest tree that has it, and what becomes of it.
 *
 * @param number where the description of the corpora lists it, for example 2.9.1
 * @param defect what it is
 * @param corpus whose reader meets it
 * @param tree files that have it
 * @param outcome {@code accepted} (no defect to the reader) or {@code repaired} (read as it was
 *     meant), or the reason under which {@code quarantined} is set aside
 * @param quarantined path that is set aside, or null
 * @param rows checks what stands in the rows
 */
record DefectCase(
    String number,
    String defect,
    String corpus,
    MemoryFileTree tree,
    String outcome,
    String quarantined,
    Consumer<CorpusListing> rows) {

  static DefectCase kept(
      String number,
      String defect,
      String corpus,
      MemoryFileTree tree,
      String outcome,
      Consumer<CorpusListing> rows) {
    return new DefectCase(number, defect, corpus, tree, outcome, null, rows);
  }

  static DefectCase setAside(
      String number,
      String defect,
      String corpus,
      MemoryFileTree tree,
      QuarantineReason reason,
      String path,
      Consumer<CorpusListing> rows) {
    return new DefectCase(number, defect, corpus, tree, reason.code(), path, rows);
  }

  @Override
  public String toString() {
    return number + " " + defect;
  }
}
