package org.plateau.stages.testset;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.plateau.stats.Calibration;
import org.plateau.stats.Probabilities;

/**
 * Predictions of one run on one test set. Clips are numbers into the set's list of utterances.
 * Mutable while it is filled.
 */
public final class RunClips implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Label of a clip whose truth is unknown. */
  public static final byte NO_LABEL = -1;

  /** How far -ln p may lie from a stored loss for the row to be taken as probabilities. */
  private static final double LOSS_TOLERANCE = 1e-3;

  private final String runId;
  private final String experiment;
  private final String model;
  private final long seed;
  private int size;
  private boolean speakers;
  private int[] clips = new int[256];
  private byte[] labels = new byte[256];
  private byte[] predictions = new byte[256];
  private float[] losses = new float[256];
  private final Calibration calibration;
  private final ClipConfidence confidence = new ClipConfidence();

  RunClips(String runId, String experiment, String model, long seed, int classes) {
    this.runId = runId;
    this.experiment = experiment;
    this.model = model;
    this.seed = seed;
    this.calibration = new Calibration(classes);
  }

  void add(int clip, byte label, byte prediction, float loss) {
    if (size == clips.length) {
      int larger = size * 2;
      clips = Arrays.copyOf(clips, larger);
      labels = Arrays.copyOf(labels, larger);
      predictions = Arrays.copyOf(predictions, larger);
      losses = Arrays.copyOf(losses, larger);
    }
    clips[size] = clip;
    labels[size] = label;
    predictions[size] = prediction;
    losses[size++] = loss;
  }

  /** Notes that the run names the speaker of some clip. */
  void knowsSpeakers() {
    speakers = true;
  }

  /** True if the run names the speaker of some clip. */
  public boolean hasSpeakers() {
    return speakers;
  }

  /**
   * Adds what logits say about the confidence in the clip added last; rows that are probabilities
   * are taken as such.
   */
  void addConfidence(int label, float[] logits, double loss) {
    double[] values = new double[logits.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = logits[i];
    }
    boolean given =
        Probabilities.areProbabilities(values)
            && Math.abs(Probabilities.logLoss(label, values) - loss) < LOSS_TOLERANCE;
    double[] probabilities = given ? values : Probabilities.softmax(values);
    calibration.add(label, probabilities);
    confidence.add(clips[size - 1], label, probabilities);
  }

  /** Adds the clips of another part of the same run, whose numbers are translated. */
  void addAll(RunClips part, int[] translation) {
    for (int i = 0; i < part.size; i++) {
      add(translation[part.clips[i]], part.labels[i], part.predictions[i], part.losses[i]);
    }
    calibration.merge(part.calibration);
    confidence.addAll(part.confidence, translation);
    speakers |= part.speakers;
  }

  /** Sorts by clip, so that no result depends on the order of rows. */
  void finish() {
    boolean sorted = IntStream.range(1, size).allMatch(i -> clips[i - 1] < clips[i]);
    int[] order = IntStream.range(0, size).toArray();
    if (!sorted) {
      long[] keys = new long[size];
      for (int i = 0; i < size; i++) {
        keys[i] = ((long) clips[i] << 32) | i;
      }
      Arrays.sort(keys);
      order = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }
    int[] c = new int[size];
    byte[] l = new byte[size];
    byte[] p = new byte[size];
    float[] loss = new float[size];
    for (int i = 0; i < size; i++) {
      c[i] = clips[order[i]];
      l[i] = labels[order[i]];
      p[i] = predictions[order[i]];
      loss[i] = losses[order[i]];
    }
    confidence.finish();
    clips = c;
    labels = l;
    predictions = p;
    losses = loss;
  }

  public String runId() {
    return runId;
  }

  public String experiment() {
    return experiment;
  }

  public String model() {
    return model;
  }

  public long seed() {
    return seed;
  }

  /** Ascending numbers of the clips predicted. The caller must not change any of these arrays. */
  public int[] clips() {
    return clips;
  }

  /** Class index of each clip's truth, {@link #NO_LABEL} where unknown. */
  public byte[] labels() {
    return labels;
  }

  /** Class index of each clip's prediction. */
  public byte[] predictions() {
    return predictions;
  }

  /** Cross-entropy of each clip in nats, NaN where unknown. */
  public float[] losses() {
    return losses;
  }

  /** Confidence of the labelled clips that have logits. */
  public Calibration calibration() {
    return calibration;
  }

  /** The same clip by clip, for intervals. */
  public ClipConfidence confidence() {
    return confidence;
  }
}
