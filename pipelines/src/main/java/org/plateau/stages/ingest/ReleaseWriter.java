package org.plateau.stages.ingest;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.plateau.tables.Changes;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * Writes the tables about one release in an order that keeps readers from seeing half of it.
 *
 * <p>A commit to one table is atomic, commits to two tables are not. The guarantee: <b>for a
 * release that is listed in {@code releases}, {@code utterances JOIN labels} gives, at every
 * instant, no row or all rows of one ingest.</b> How it holds:
 *
 * <ul>
 *   <li>A new release: labels first, which join nothing yet; then all utterances in one commit; the
 *       row in {@code releases} last. Even a reader who does not look there sees none or all.
 *   <li>Only one of the two tables changes: one commit, before which all is old and after which all
 *       is new.
 *   <li>Both change: the release is first withdrawn from {@code releases}, then labels are added
 *       and updated, utterances replaced, labels of lost utterances deleted, and the release listed
 *       again. A reader who does not look at {@code releases} sees meanwhile every utterance of the
 *       old or of the new set, never a part; the classes of some may already be the new ones.
 * </ul>
 *
 * An ingest that dies in between leaves the release unlisted or as it was; the next one finishes
 * it.
 */
public final class ReleaseWriter {
  private final Warehouse warehouse;
  private final String corpus;
  private final String release;
  private final Map<String, String> prefix;

  public ReleaseWriter(Warehouse warehouse, String corpus, String release) {
    this.warehouse = warehouse;
    this.corpus = corpus;
    this.release = release;
    this.prefix = Map.of("corpus", corpus, "release", release);
  }

  /** Writes quarantine alone: for a release of which nothing can be used. */
  public void writeQuarantine(ReleaseRows rows) {
    replace(CorpusTables.QUARANTINE, rows.quarantine());
  }

  /**
   * Writes all; tables whose rows do not differ get no version.
   *
   * @return true if any table changed
   */
  public boolean write(ReleaseRows rows, String source, Instant now) {
    boolean changed = replace(CorpusTables.RATINGS, rows.ratings());
    changed |= replace(CorpusTables.TRANSCRIPTS, rows.transcripts());
    changed |= replace(CorpusTables.QUARANTINE, rows.quarantine());
    changed |= writeJoined(rows);
    return list(rows, source, now) || changed;
  }

  private boolean writeJoined(ReleaseRows rows) {
    Dataset<Row> utterances = rows(CorpusTables.UTTERANCES, rows.utterances());
    Dataset<Row> labels = rows(CorpusTables.LABELS, rows.labels());
    Changes ofUtterances = warehouse.changes(CorpusTables.UTTERANCES, prefix, utterances);
    Changes ofLabels = warehouse.changes(CorpusTables.LABELS, prefix, labels);
    if (ofUtterances.none() && ofLabels.none()) {
      return false;
    }
    if (ofUtterances.none()) {
      warehouse.merge(CorpusTables.LABELS, prefix, labels, true);
      return true;
    }
    if (!ofLabels.none()) {
      warehouse.delete(CorpusTables.RELEASES, here());
      warehouse.merge(CorpusTables.LABELS, prefix, labels, false);
    }
    warehouse.merge(CorpusTables.UTTERANCES, prefix, utterances, true);
    if (ofLabels.deleted() > 0) {
      warehouse.merge(CorpusTables.LABELS, prefix, labels, true);
    }
    return true;
  }

  /** Lists the release; a row that says the same already stays, with its time. */
  private boolean list(ReleaseRows rows, String source, Instant now) {
    long utterances = rows.utterances().size();
    long quarantined = rows.quarantine().size();
    String manifest = rows.manifestSha256();
    long same =
        warehouse
            .read(CorpusTables.RELEASES)
            .where(here())
            .where(col("source").equalTo(source))
            .where(col("utterances").equalTo(utterances))
            .where(col("quarantined").equalTo(quarantined))
            .where(col("manifest_sha256").equalTo(manifest))
            .count();
    if (same == 1) {
      return false;
    }
    Row row =
        RowFactory.create(
            corpus, release, source, Timestamp.from(now), utterances, quarantined, manifest);
    return replace(CorpusTables.RELEASES, List.of(row));
  }

  private org.apache.spark.sql.Column here() {
    return col("corpus").equalTo(corpus).and(col("release").equalTo(release));
  }

  private boolean replace(TableSpec spec, List<Row> rows) {
    return warehouse.replaceWhere(spec, prefix, rows(spec, rows));
  }

  private Dataset<Row> rows(TableSpec spec, List<Row> rows) {
    return warehouse.spark().createDataFrame(rows, spec.schema());
  }
}
