package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Everything that the page shows.
 *
 * @param header title, versions, missing parts
 * @param queries the queries behind the rows, printed beside them
 * @param facts what was ingested
 * @param results what was measured
 */
public record ReportData(
    ReportHeader header, ReportQueries queries, CorpusFacts facts, Results results) {
  public ReportData {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(queries, "queries");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(results, "results");
  }

  /** Runs every query once, in a fixed order, and reads the rows. */
  public static ReportData load(ReportHeader header, ReportQueries queries, QueryRunner runner) {
    CorpusFacts facts =
        new CorpusFacts(
            rows(runner, queries.releases(), ReleaseRow::of),
            rows(runner, queries.classCounts(), ClassCountRow::of),
            rows(runner, queries.quarantine(), QuarantineRow::of),
            rows(runner, queries.groups(), row -> row.text("model_group")));
    Results results =
        new Results(
            rows(runner, queries.runGroups(), RunGroupRow::of),
            rows(runner, queries.runs(), RunRow::of),
            rows(runner, queries.scores(), ScoreRow::of),
            rows(runner, queries.means(), MeanRow::of),
            rows(runner, queries.baselines(), ScoreRow::of),
            rows(runner, queries.epochs(), EpochRow::of),
            rows(runner, queries.confusions(), ConfusionRow::of),
            rows(runner, queries.speakers(), SpeakerRow::of),
            rows(runner, queries.fairness(), FairnessRow::of));
    return new ReportData(header, queries, facts, results);
  }

  private static <T> List<T> rows(QueryRunner runner, String sql, Function<Columns, T> reader) {
    List<T> rows = new ArrayList<>();
    for (Columns row : runner.run(sql)) {
      rows.add(reader.apply(row));
    }
    return rows;
  }
}
