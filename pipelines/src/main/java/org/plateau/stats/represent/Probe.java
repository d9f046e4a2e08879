package org.plateau.stats.represent;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.plateau.stats.Correlation;

/**
 * Probing: a linear regression with intercept from hidden states to one measure, leaving one
 * speaker out. X and y are centred by the means of the training rows; the weights are the
 * minimum-norm least-squares solution, so more columns than rows are fine.
 *
 * @param folds Pearson's r of each speaker's rows in the order of the speakers' numbers; NaN where
 *     undefined
 * @param predictions predicted measure of each row, by the fold that left its speaker out
 * @param pooled Pearson's r of all predictions with the measure
 */
public record Probe(List<Double> folds, double[] predictions, double pooled) {

  /**
   * Runs the folds.
   *
   * @param x n x d, one row a clip
   * @param y the measure, n values
   * @param speaker a number a row; at least two different ones
   */
  public static Probe leaveOneSpeakerOut(double[][] x, double[] y, int... speaker) {
    if (x.length != y.length || x.length != speaker.length) {
      throw new IllegalArgumentException(
          "x, y and speakers must be equally long, found %d, %d, %d"
              .formatted(x.length, y.length, speaker.length));
    }
    TreeMap<Integer, List<Integer>> rows = new TreeMap<>();
    for (int i = 0; i < speaker.length; i++) {
      rows.computeIfAbsent(speaker[i], s -> new ArrayList<>()).add(i);
    }
    if (rows.size() < 2) {
      throw new IllegalArgumentException("at least two speakers needed, found " + rows.size());
    }
    double[] predictions = new double[y.length];
    List<Double> folds = new ArrayList<>();
    for (List<Integer> test : rows.values()) {
      predict(x, y, speaker, speaker[test.get(0)], test, predictions);
      double[] truth = test.stream().mapToDouble(i -> y[i]).toArray();
      double[] found = test.stream().mapToDouble(i -> predictions[i]).toArray();
      folds.add(Correlation.pearson(truth, found));
    }
    return new Probe(folds, predictions, Correlation.pearson(y, predictions));
  }

  /** Mean of the folds that are defined; NaN if none is. */
  public double meanOfFolds() {
    return folds.stream()
        .filter(r -> !Double.isNaN(r))
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** Scales absolute values to [0, 1] over all clips: (|v| - min) / (max - min). */
  public static double[] scaled(double... values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, Math.abs(value));
      most = Math.max(most, Math.abs(value));
    }
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (Math.abs(values[i]) - least) / (most - least);
    }
    return scaled;
  }

  private static void predict(
      double[][] x, double[] y, int[] speaker, int left, List<Integer> test, double[] into) {
    int d = x[0].length;
    double[] meanX = new double[d];
    double meanY = 0;
    int train = x.length - test.size();
    for (int i = 0; i < x.length; i++) {
      if (speaker[i] != left) {
        for (int c = 0; c < d; c++) {
          meanX[c] += x[i][c] / train;
        }
        meanY += y[i] / train;
      }
    }
    double[][] rows = new double[train][d];
    double[] target = new double[train];
    int at = 0;
    for (int i = 0; i < x.length; i++) {
      if (speaker[i] != left) {
        for (int c = 0; c < d; c++) {
          rows[at][c] = x[i][c] - meanX[c];
        }
        target[at++] = y[i] - meanY;
      }
    }
    double[] weights = minimumNorm(rows, target);
    for (int i : test) {
      double sum = meanY;
      for (int c = 0; c < d; c++) {
        sum += weights[c] * (x[i][c] - meanX[c]);
      }
      into[i] = sum;
    }
  }

  /** V S^+ U' b, singular values below a relative 1e-15 times the larger side taken as 0. */
  private static double[] minimumNorm(double[][] a, double[] b) {
    boolean tall = a.length >= a[0].length;
    RealMatrix matrix = new Array2DRowRealMatrix(a, false);
    SingularValueDecomposition svd =
        new SingularValueDecomposition(tall ? matrix : matrix.transpose());
    RealMatrix u = tall ? svd.getU() : svd.getV();
    RealMatrix v = tall ? svd.getV() : svd.getU();
    double[] s = svd.getSingularValues();
    double least = s[0] * 1e-15 * Math.max(a.length, a[0].length);
    RealVector projected = u.transpose().operate(new ArrayRealVector(b, false));
    for (int i = 0; i < s.length; i++) {
      projected.setEntry(i, s[i] > least ? projected.getEntry(i) / s[i] : 0);
    }
    return v.operate(projected).toArray();
  }
}
