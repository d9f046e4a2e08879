package org.plateau.stages.analyse;

import java.io.Serializable;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.tables.AnalysisTables;

/**
 * One value a model: what rank correlations are computed from.
 *
 * @param n clips, or speakers, or 0 where a publication does not say
 * @param runs how many runs are behind the value
 * @param runId the run, where it is one; else null
 * @param aboveChance whether the model's UAR lies above 1/K + .01; null where K is unknown
 * @param text whether it is a text model
 */
public record ModelScore(
    Place place,
    String model,
    String metric,
    double value,
    double low,
    double high,
    long n,
    long runs,
    String runId,
    Boolean aboveChance,
    boolean text)
    implements Serializable {

  /** What may share a statistic, and the task, test set and condition. */
  public record Place(
      String source,
      String experiment,
      String release,
      String selection,
      String task,
      String testSet,
      String condition)
      implements Serializable {

    /** Sets the columns that all analysis tables start with. */
    TableRow.Builder on(TableRow.Builder row) {
      return group(row).with("task", task).with("test_set", testSet).with("condition", condition);
    }

    /** Sets source, experiment, release and selection. */
    TableRow.Builder group(TableRow.Builder row) {
      return row.with("source", source)
          .with("experiment", experiment)
          .with("release", release)
          .with("selection", selection);
    }
  }

  /** The row of {@code model_scores}. */
  public TableRow row(Catalogue catalogue) {
    Catalogue.Entry entry = catalogue.models().get(model);
    return place
        .on(new TableRow.Builder(AnalysisTables.MODEL_SCORES))
        .with("model", model)
        .with("metric", metric)
        .with("model_group", entry == null ? null : entry.group())
        .with("year", entry == null ? null : entry.year())
        .with("modality", text ? Catalogue.TEXT : "audio")
        .with("value", value)
        .with("ci_low", low)
        .with("ci_high", high)
        .with("n", n)
        .with("runs", runs)
        .with("run_id", runId)
        .with("above_chance", aboveChance)
        .row(place.source());
  }
}
