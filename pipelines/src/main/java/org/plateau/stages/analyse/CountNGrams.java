package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.plateau.stages.snapshot.Snapshots;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stats.text.NGrams;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;
import scala.Tuple2;

/**
 * Fills {@code ngrams}: the transcripts of all clips that have a label for some task, in the order
 * of their names, one text a corpus, release and source of transcripts.
 */
public final class CountNGrams {
  private final Warehouse warehouse;

  public CountNGrams(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Counts, and writes the corpora whose counts changed. */
  public void run(Map<String, Double> seconds) {
    if (!warehouse.exists(CorpusTables.TRANSCRIPTS)) {
      return;
    }
    long start = System.nanoTime();
    String[] clip = {"corpus", "release", "utterance"};
    Dataset<Row> labelled =
        warehouse.read(CorpusTables.LABELS).select("corpus", "release", "utterance").distinct();
    JavaRDD<TableRow> rows =
        warehouse
            .read(CorpusTables.TRANSCRIPTS)
            .join(labelled, clip, "left_semi")
            .select("corpus", "release", "source", "utterance", "text")
            .toJavaRDD()
            .filter(row -> !row.isNullAt(4))
            .mapToPair(
                row ->
                    new Tuple2<>(
                        List.of(row.getString(0), row.getString(1), row.getString(2)),
                        new String[] {row.getString(3), row.getString(4)}))
            .groupByKey()
            .flatMap(group -> count(group._1(), group._2()).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      new Snapshots(warehouse, List.of(AnalysisTables.NGRAMS), "corpus")
          .write(rows, corpus -> true);
      seconds.put("ngrams", (System.nanoTime() - start) / 1e9);
    } finally {
      rows.unpersist();
    }
  }

  private static List<TableRow> count(List<String> key, Iterable<String[]> clips) {
    List<String[]> sorted = new ArrayList<>();
    clips.forEach(sorted::add);
    sorted.sort((a, b) -> a[0].compareTo(b[0]));
    StringBuilder text = new StringBuilder();
    sorted.forEach(clip -> text.append(clip[1]).append(' '));
    TableRow.Builder row =
        new TableRow.Builder(AnalysisTables.NGRAMS)
            .with("corpus", key.get(0))
            .with("release", key.get(1))
            .with("source", key.get(2));
    List<TableRow> rows = new ArrayList<>();
    NGrams.DEFAULT
        .count(text.toString())
        .forEach(
            (ngram, count) ->
                rows.add(
                    row.with("n", ngram.contains(" ") ? 2 : 1)
                        .with("ngram", ngram)
                        .with("count", count)
                        .row(key.get(0))));
    return rows;
  }
}
