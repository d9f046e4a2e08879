package org.plateau.stages.testset;

import java.io.Serializable;
import java.util.Arrays;
import org.plateau.stats.Calibration;
import org.plateau.stats.Probabilities;
import org.plateau.stats.panel.Confidence;

/** What the logits of a run say about its confidence, clip by clip. Mutable while it is filled. */
public final class ClipConfidence implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIRST = 64;

  private int size;
  private int[] clips = new int[0];
  private byte[] bins = new byte[0];
  private float[] gaps = new float[0];
  private float[] squares = new float[0];
  private float[] losses = new float[0];

  void add(int clip, int label, double... probabilities) {
    int highest = 0;
    double square = 0;
    for (int c = 0; c < probabilities.length; c++) {
      double gap = probabilities[c] - (c == label ? 1 : 0);
      square += gap * gap;
      highest = probabilities[c] > probabilities[highest] ? c : highest;
    }
    add(
        clip,
        (byte) Calibration.binOf(probabilities[highest]),
        (float) ((highest == label ? 1 : 0) - probabilities[highest]),
        (float) square,
        (float) Probabilities.logLoss(label, probabilities));
  }

  private void add(int clip, byte bin, float gap, float square, float loss) {
    if (size == clips.length) {
      int larger = Math.max(FIRST, 2 * size);
      clips = Arrays.copyOf(clips, larger);
      bins = Arrays.copyOf(bins, larger);
      gaps = Arrays.copyOf(gaps, larger);
      squares = Arrays.copyOf(squares, larger);
      losses = Arrays.copyOf(losses, larger);
    }
    clips[size] = clip;
    bins[size] = bin;
    gaps[size] = gap;
    squares[size] = square;
    losses[size++] = loss;
  }

  void addAll(ClipConfidence part, int[] translation) {
    for (int i = 0; i < part.size; i++) {
      add(translation[part.clips[i]], part.bins[i], part.gaps[i], part.squares[i], part.losses[i]);
    }
  }

  /** Sorts by clip, so that no result depends on the order of rows. */
  void finish() {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = ((long) clips[i] << 32) | i;
    }
    Arrays.sort(keys);
    int[] c = new int[size];
    byte[] b = new byte[size];
    float[] g = new float[size];
    float[] s = new float[size];
    float[] l = new float[size];
    for (int i = 0; i < size; i++) {
      int from = (int) keys[i];
      c[i] = clips[from];
      b[i] = bins[from];
      g[i] = gaps[from];
      s[i] = squares[from];
      l[i] = losses[from];
    }
    clips = c;
    bins = b;
    gaps = g;
    squares = s;
    losses = l;
  }

  /** The numbers of the clips that have logits, ascending. The caller must not change them. */
  public int[] clips() {
    return clips;
  }

  /** What intervals are drawn from, in the order of {@link #clips}. */
  public Confidence values() {
    return new Confidence(bins, gaps, squares, losses);
  }
}
