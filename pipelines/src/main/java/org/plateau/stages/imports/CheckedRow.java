package org.plateau.stages.imports;

/**
 * A row that may enter the table.
 *
 * @param slot what it shares with other rows
 * @param number its line or row in the file
 * @param speaker null where unknown
 * @param logits one a class, or null
 * @param loss unweighted cross-entropy of the label, or null without logits
 * @param probabilities true if {@code logits} are probabilities
 */
public record CheckedRow(
    Slot slot,
    long number,
    String utterance,
    String speaker,
    String label,
    String prediction,
    float[] logits,
    Double loss,
    boolean probabilities) {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * A hash of the key (run, test set, condition, utterance): equal keys have equal hashes, and
   * different ones almost always different.
   */
  public long keyHash() {
    long hash = add(FNV_START, slot.runId());
    hash = add(hash, slot.testSet());
    hash = add(hash, slot.condition());
    return add(hash, utterance);
  }

  private static long add(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash ^= hash >>> 32;
    return hash * FNV_PRIME;
  }
}
