package org.plateau.tables;

import java.util.List;
import java.util.Optional;

/** All tables of a warehouse. */
public final class Tables {
  private static final List<TableSpec> ALL =
      List.of(
          CorpusTables.RELEASES,
          CorpusTables.UTTERANCES,
          CorpusTables.LABELS,
          CorpusTables.RATINGS,
          CorpusTables.TRANSCRIPTS,
          CorpusTables.QUARANTINE,
          CorpusTables.CHECKS,
          CorpusTables.RELEASE_CHANGES,
          SignalTables.AUDIO,
          SignalTables.FEATURES,
          SignalTables.FEATURE_NAMES,
          SignalTables.FEATURE_FAILURES,
          RunTables.MODELS,
          RunTables.RUNS,
          RunTables.EPOCHS,
          RunTables.PROVENANCE,
          RunTables.PREDICTIONS,
          ScoreTables.SCORES,
          ScoreTables.SPEAKER_SCORES,
          ScoreTables.FAIRNESS,
          AnalysisTables.MODEL_SCORES,
          AnalysisTables.RANK_CORRELATIONS,
          AnalysisTables.PROGRESS_CORRELATIONS,
          AnalysisTables.PARTIAL_CORRELATIONS,
          AnalysisTables.PROGRESS_SENSITIVITY,
          AnalysisTables.PARETO,
          AnalysisTables.TUNING_CURVES,
          AnalysisTables.FAIRNESS_SUMMARY,
          AnalysisTables.AGREEMENT,
          AnalysisTables.AGREEMENT_SUMMARY,
          AnalysisTables.COMPLEMENTARITY,
          AnalysisTables.DIFFICULTY,
          AnalysisTables.DIFFICULTY_CORRELATIONS,
          AnalysisTables.SIGNIFICANCE,
          AnalysisTables.MODEL_RANKS,
          AnalysisTables.NGRAMS,
          AnalysisTables.PUBLISHED,
          ProbeTables.PROBING,
          ProbeTables.CKA);

  private Tables() {}

  public static List<TableSpec> all() {
    return ALL;
  }

  /** Finds a table by its name, whatever the case. */
  public static Optional<TableSpec> named(String name) {
    return ALL.stream().filter(spec -> spec.name().equalsIgnoreCase(name)).findFirst();
  }
}
