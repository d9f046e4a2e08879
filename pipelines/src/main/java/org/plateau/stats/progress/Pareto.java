package org.plateau.stats.progress;

/** Which models nothing beats on score and cost at once. */
public final class Pareto {
  private Pareto() {}

  /**
   * For each model, the one that dominates it: costs no more and scores no less, and is better in
   * one of the two; among several the best by score, then by cost, then the earlier one. -1 for
   * models on the front, -2 for models without a score or a cost (NaN).
   */
  public static int[] dominators(double[] cost, double[] score) {
    if (cost.length != score.length) {
      throw new IllegalArgumentException(
          "cost and score must be equally long, found %d and %d"
              .formatted(cost.length, score.length));
    }
    int[] dominators = new int[cost.length];
    for (int i = 0; i < cost.length; i++) {
      dominators[i] = Double.isNaN(cost[i]) || Double.isNaN(score[i]) ? -2 : -1;
      for (int j = 0; j < cost.length && dominators[i] != -2; j++) {
        boolean dominates =
            cost[j] <= cost[i]
                && score[j] >= score[i]
                && (cost[j] < cost[i] || score[j] > score[i]);
        if (dominates && (dominators[i] < 0 || better(cost, score, j, dominators[i]))) {
          dominators[i] = j;
        }
      }
    }
    return dominators;
  }

  private static boolean better(double[] cost, double[] score, int a, int b) {
    return score[a] > score[b] || (score[a] == score[b] && cost[a] < cost[b]);
  }
}
