package org.plateau.stats.compare;

import java.util.Objects;

/**
 * Difficulty of single clips as models vote on them.
 *
 * <p>The majority of a tie is the tied class that the truth of the test set has more often, then
 * the lower class index.
 */
public final class Difficulty {
  private final long[] truthCounts;

  /**
   * @param truthCounts clips of the test set by class
   */
  public Difficulty(long... truthCounts) {
    this.truthCounts = truthCounts.clone();
  }

  /**
   * One clip.
   *
   * @param majority class index of the majority vote
   * @param tie whether several classes have most votes
   * @param disagreeing voters who say something else than the majority
   */
  public record Vote(int majority, boolean tie, int disagreeing) {}

  /**
   * Judges one clip.
   *
   * @param votes voters by class, at least one in all
   */
  public Vote vote(int... votes) {
    Objects.checkIndex(votes.length - 1, truthCounts.length);
    int best = 0;
    boolean tie = false;
    int sum = votes[0];
    for (int c = 1; c < votes.length; c++) {
      sum += votes[c];
      if (votes[c] > votes[best]) {
        best = c;
        tie = false;
      } else if (votes[c] == votes[best]) {
        tie = true;
        best = truthCounts[c] > truthCounts[best] ? c : best;
      }
    }
    if (sum == 0) {
      throw new IllegalArgumentException("a clip must have at least one vote, found none");
    }
    return new Vote(best, tie, sum - votes[best]);
  }
}
