package org.plateau.stats.panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.plateau.stats.ConfusionMatrix;
import org.plateau.stats.SpeakerMatrices;

/**
 * Models that predicted the same clips.
 *
 * @param classes number of classes K
 * @param truth class index of each clip
 * @param speaker index of each clip's speaker, -1 where unknown
 * @param speakers names of the speakers, distinct
 * @param predictions class index by model and clip
 */
public record Panel(
    int classes, byte[] truth, int[] speaker, List<String> speakers, byte[][] predictions) {
  public Panel {
    speakers = List.copyOf(speakers);
    if (speaker.length != truth.length) {
      throw new IllegalArgumentException(
          "truth and speaker must be equally long, found %d and %d"
              .formatted(truth.length, speaker.length));
    }
    for (byte[] model : predictions) {
      if (model.length != truth.length) {
        throw new IllegalArgumentException(
            "each model must predict each of %d clips, found %d"
                .formatted(truth.length, model.length));
      }
    }
  }

  /** Number of clips. */
  public int clips() {
    return truth.length;
  }

  /** Number of models. */
  public int models() {
    return predictions.length;
  }

  /** True if some speaker is known. */
  public boolean knowsSpeakers() {
    return !speakers.isEmpty();
  }

  /** Counts of one model over all clips. */
  public ConfusionMatrix matrix(int model) {
    long[] cells = new long[classes * classes];
    byte[] predicted = predictions[model];
    for (int i = 0; i < truth.length; i++) {
      cells[truth[i] * classes + predicted[i]]++;
    }
    return ConfusionMatrix.of(classes, cells);
  }

  /** Counts of one model by speaker. */
  public SpeakerMatrices bySpeaker(int model) {
    int square = classes * classes;
    long[] cells = new long[(speakers.size() + 1) * square];
    byte[] predicted = predictions[model];
    for (int i = 0; i < truth.length; i++) {
      int s = speaker[i] < 0 ? speakers.size() : speaker[i];
      cells[s * square + truth[i] * classes + predicted[i]]++;
    }
    SpeakerMatrices matrices = new SpeakerMatrices(classes);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] > 0) {
        int s = i / square;
        String name = s == speakers.size() ? null : speakers.get(s);
        matrices.add(name, i % square / classes, i % classes, cells[i]);
      }
    }
    return matrices;
  }

  /** Clips of one speaker and class stand together; unknown speakers last. */
  List<Stratum> strata() {
    int[] order =
        IntStream.range(0, clips())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(
                        i -> speaker[i] < 0 ? Integer.MAX_VALUE : speaker[i])
                    .thenComparingInt(i -> truth[i])
                    .thenComparingInt(i -> i))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Stratum> strata = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      boolean ends =
          i == order.length
              || speaker[order[i]] != speaker[order[start]]
              || truth[order[i]] != truth[order[start]];
      if (ends) {
        int[] clips = java.util.Arrays.copyOfRange(order, start, i);
        strata.add(new Stratum(speaker[order[start]], truth[order[start]], clips));
        start = i;
      }
    }
    return strata;
  }

  /** Clips of one speaker (-1: unknown) and class. */
  record Stratum(int speaker, int truth, int[] clips) {}
}
