package org.plateau.stages.testset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.stats.panel.Panel;

/**
 * The runs of a test set by the labelled clips that they predicted: those with equal clips form one
 * panel, and are resampled together. A run that names no speaker at all has none. Clips without a
 * label are in no panel.
 *
 * @param runs places in {@link TestSet#runs()}, in the order of the panel's models
 * @param panel labels and predictions
 */
public record Panels(List<Integer> runs, Panel panel) {

  /** Clips and labels of a run; equal for runs of one panel. */
  private record ClipSet(int[] clips, byte[] labels, boolean speakers) {
    @Override
    public boolean equals(Object other) {
      return other instanceof ClipSet set
          && speakers == set.speakers
          && Arrays.equals(clips, set.clips)
          && Arrays.equals(labels, set.labels);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(clips) + Arrays.hashCode(labels);
    }
  }

  /** All panels of a test set. */
  public static List<Panels> of(TestSet set) {
    Map<ClipSet, List<Integer>> groups = new LinkedHashMap<>();
    List<byte[]> predictions = new ArrayList<>();
    for (int r = 0; r < set.runs().size(); r++) {
      RunClips run = set.runs().get(r);
      int labelled = 0;
      for (byte label : run.labels()) {
        labelled += label >= 0 ? 1 : 0;
      }
      boolean all = labelled == run.labels().length;
      int[] clips = all ? run.clips() : new int[labelled];
      byte[] labels = all ? run.labels() : new byte[labelled];
      byte[] predicted = all ? run.predictions() : new byte[labelled];
      for (int i = 0, at = 0; i < run.labels().length && !all; i++) {
        if (run.labels()[i] >= 0) {
          clips[at] = run.clips()[i];
          labels[at] = run.labels()[i];
          predicted[at++] = run.predictions()[i];
        }
      }
      predictions.add(predicted);
      groups
          .computeIfAbsent(new ClipSet(clips, labels, run.hasSpeakers()), key -> new ArrayList<>())
          .add(r);
    }
    List<Panels> panels = new ArrayList<>();
    groups.forEach((clips, runs) -> panels.add(panel(set, clips, runs, predictions)));
    return panels;
  }

  private static Panels panel(
      TestSet set, ClipSet clips, List<Integer> runs, List<byte[]> predictions) {
    TreeMap<String, Integer> speakers = new TreeMap<>();
    for (int clip : clips.clips()) {
      if (clips.speakers() && set.speakers()[clip] != null) {
        speakers.put(set.speakers()[clip], 0);
      }
    }
    List<String> names = new ArrayList<>(speakers.keySet());
    for (int i = 0; i < names.size(); i++) {
      speakers.put(names.get(i), i);
    }
    int[] speaker =
        Arrays.stream(clips.clips())
            .map(
                clip ->
                    set.speakers()[clip] == null
                        ? -1
                        : speakers.getOrDefault(set.speakers()[clip], -1))
            .toArray();
    byte[][] chosen = runs.stream().map(predictions::get).toArray(byte[][]::new);
    return new Panels(
        runs, new Panel(set.classes().size(), clips.labels(), speaker, names, chosen));
  }
}
