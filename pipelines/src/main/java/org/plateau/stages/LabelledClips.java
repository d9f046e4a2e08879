package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.corpus.ReleaseOrder;
import org.plateau.stages.plan.ClipRow;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;

/** Reads which clips carry a label for a task: ids and labels, never samples. */
final class LabelledClips {
  private final Warehouse warehouse;
  private final String task;

  LabelledClips(Warehouse warehouse, String task) {
    this.warehouse = warehouse;
    this.task = task;
  }

  /**
   * All labelled clips of a release, by utterance.
   *
   * @throws UserException if the release is not ingested or has no label for the task
   */
  List<ClipRow> ofRelease(String corpus, String release) {
    Column here = col("corpus").equalTo(corpus).and(col("release").equalTo(release));
    if (warehouse.read(CorpusTables.RELEASES).where(here).isEmpty()) {
      throw new UserException(
          "corpus %s, release %s: not ingested into this warehouse; set corpora.%s.path and run ingest"
              .formatted(corpus, release, corpus));
    }
    Dataset<Row> utterances =
        warehouse
            .read(CorpusTables.UTTERANCES)
            .where(here)
            .select("utterance", "audio_id", "speaker", "split");
    Dataset<Row> labels =
        warehouse
            .read(CorpusTables.LABELS)
            .where(here.and(col("task").equalTo(task)))
            .select("utterance", "label");
    List<ClipRow> clips =
        utterances.join(labels, "utterance").orderBy("utterance").collectAsList().stream()
            .map(
                row ->
                    new ClipRow(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4)))
            .toList();
    if (clips.isEmpty()) {
      throw new UserException(
          "experiment.task = %s: no clip of %s, release %s, has a label for it; tasks there: %s"
              .formatted(task, corpus, release, tasks(here)));
    }
    return clips;
  }

  private String tasks(Column here) {
    return warehouse
        .read(CorpusTables.LABELS)
        .where(here)
        .select("task")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /**
   * The clips of a test set: {@code corpus/release/split}, or {@code corpus} for all of its newest
   * release.
   *
   * @throws UserException if the name has another form or the set is empty
   */
  List<ClipRow> ofTestSet(String testSet) {
    String[] parts = testSet.split("/", -1);
    if (parts.length != 1 && parts.length != 3) {
      throw new UserException(
          "experiment.test-sets: %s must be corpus/release/split or the name of a corpus"
              .formatted(testSet));
    }
    String release = parts.length == 3 ? parts[1] : newestRelease(parts[0]);
    List<ClipRow> clips =
        ofRelease(parts[0], release).stream()
            .filter(clip -> parts.length == 1 || clip.split().equals(parts[2]))
            .toList();
    if (clips.isEmpty()) {
      throw new UserException(
          "experiment.test-sets: %s has no labelled clip for task %s; splits there are those of"
                  .formatted(testSet, task)
              + " table utterances");
    }
    return clips;
  }

  private String newestRelease(String corpus) {
    return warehouse
        .read(CorpusTables.RELEASES)
        .where(col("corpus").equalTo(corpus))
        .select("release")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .max(ReleaseOrder.BY_VERSION)
        .orElseThrow(
            () ->
                new UserException(
                    "experiment.test-sets: corpus %s is not ingested into this warehouse; set"
                            .formatted(corpus)
                        + " corpora.%s.path and run ingest".formatted(corpus)));
  }
}
