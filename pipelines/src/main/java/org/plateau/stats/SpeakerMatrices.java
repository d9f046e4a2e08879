package org.plateau.stats;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One confusion matrix a speaker, and one for the clips whose speaker is unknown: the mergeable
 * state behind speaker scores and intervals by speaker. Mutable.
 */
public final class SpeakerMatrices implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, ConfusionMatrix> known = new TreeMap<>();
  private final ConfusionMatrix unknown;

  /** Empty, over {@code classes} classes. */
  public SpeakerMatrices(int classes) {
    this.unknown = new ConfusionMatrix(classes);
  }

  /** Counts one clip; {@code speaker} is null where unknown. */
  public void add(String speaker, int truth, int prediction) {
    add(speaker, truth, prediction, 1);
  }

  /** Counts {@code count >= 0} clips at once; {@code speaker} is null where unknown. */
  public void add(String speaker, int truth, int prediction, long count) {
    matrix(speaker).add(truth, prediction, count);
  }

  /** Adds the other's counts to this one and returns this one. */
  public SpeakerMatrices merge(SpeakerMatrices other) {
    unknown.merge(other.unknown);
    other.known.forEach((speaker, matrix) -> matrix(speaker).merge(matrix));
    return this;
  }

  /** Matrices of the known speakers, sorted by name; read only. */
  public SortedMap<String, ConfusionMatrix> bySpeaker() {
    return Collections.unmodifiableSortedMap(known);
  }

  /** Clips without a speaker. */
  public ConfusionMatrix unknown() {
    return unknown.copy();
  }

  /** All clips in one matrix. */
  public ConfusionMatrix total() {
    ConfusionMatrix sum = unknown.copy();
    known.values().forEach(sum::merge);
    return sum;
  }

  /** Number of classes K. */
  public int classes() {
    return unknown.classes();
  }

  private ConfusionMatrix matrix(String speaker) {
    return speaker == null
        ? unknown
        : known.computeIfAbsent(speaker, name -> new ConfusionMatrix(classes()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpeakerMatrices matrices
        && unknown.equals(matrices.unknown)
        && known.equals(matrices.known);
  }

  @Override
  public int hashCode() {
    return 31 * unknown.hashCode() + known.hashCode();
  }

  @Override
  public String toString() {
    return "SpeakerMatrices" + Map.of("known", known, "unknown", unknown);
  }
}
