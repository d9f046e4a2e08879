package org.plateau.report;

import java.util.List;

/**
 * What was measured.
 *
 * @param runGroups runs by model, hyper-parameters and status
 * @param runs every run
 * @param scores every run's metrics, without the baselines
 * @param means metrics over seeds, without the baselines
 * @param baselines metrics of the baselines
 * @param epochs training curves
 * @param confusions cells of the confusion matrices
 * @param speakers speaker scores
 * @param fairness Gini coefficients
 */
public record Results(
    List<RunGroupRow> runGroups,
    List<RunRow> runs,
    List<ScoreRow> scores,
    List<MeanRow> means,
    List<ScoreRow> baselines,
    List<EpochRow> epochs,
    List<ConfusionRow> confusions,
    List<SpeakerRow> speakers,
    List<FairnessRow> fairness) {
  public Results {
    runGroups = List.copyOf(runGroups);
    runs = List.copyOf(runs);
    scores = List.copyOf(scores);
    means = List.copyOf(means);
    baselines = List.copyOf(baselines);
    epochs = List.copyOf(epochs);
    confusions = List.copyOf(confusions);
    speakers = List.copyOf(speakers);
    fairness = List.copyOf(fairness);
  }
}
