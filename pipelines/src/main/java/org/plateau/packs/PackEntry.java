package org.plateau.packs;

import java.util.Objects;

/**
 * One utterance of a pack.
 *
 * @param utterance the corpus's own id, unique in the pack
 * @param audioId SHA-256 of the canonical samples
 * @param speaker speaker id, or null where unknown
 * @param split train, dev or test as the experiment uses it
 * @param label class name, one of the pack's classes, or null where the clip has none
 * @param rows samples (content {@link PackContent#PCM16}) or frames
 * @param columns 1 for samples, else the feature set's dimensions
 * @param shard index of the shard file
 * @param offset first byte in that shard
 */
public record PackEntry(
    String utterance,
    String audioId,
    String speaker,
    String split,
    String label,
    int rows,
    int columns,
    int shard,
    long offset) {

  public PackEntry {
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(audioId, "audioId");
    Objects.requireNonNull(split, "split");
    if (rows < 0 || columns < 1 || shard < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "rows, shard, offset must be >= 0 and columns >= 1: %d, %d, %d, %d"
              .formatted(rows, shard, offset, columns));
    }
  }
}
