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
          ScoreTables.FAIRNESS);

  private Tables() {}

  public static List<TableSpec> all() {
    return ALL;
  }

  /** Finds a table by its name, whatever the case. */
  public static Optional<TableSpec> named(String name) {
    return ALL.stream().filter(spec -> spec.name().equalsIgnoreCase(name)).findFirst();
  }
}
