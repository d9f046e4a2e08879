package org.plateau.stages.ingest;

import static org.plateau.stages.ingest.StandingRelease.here;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.HeldRows;
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
 * An ingest that dies in between leaves the release unlisted or as it was, and a {@link
 * PendingMark}; the next one compares all rows and finishes it. Otherwise the hashes in {@code
 * releases.parts} tell which tables differ, so that an ingest without changes reads little and
 * writes nothing.
 */
final class ReleaseWriter {
  private final Warehouse warehouse;
  private final HeldRows held;
  private final String corpus;
  private final String release;
  private final StandingRelease standing;
  private final PendingMark mark;
  private final PendingMark changesMark;
  private final Map<String, String> prefix = new LinkedHashMap<>();

  /** A writer of one release, given what stands. */
  ReleaseWriter(Warehouse warehouse, String corpus, String release, StandingRelease standing) {
    this.warehouse = warehouse;
    this.held = new HeldRows(warehouse);
    this.corpus = corpus;
    this.release = release;
    this.standing = standing;
    this.mark = new PendingMark(warehouse, corpus, release);
    this.changesMark = ReleaseChanges.mark(warehouse, corpus);
    prefix.put("corpus", corpus);
    prefix.put("release", release);
  }

  /** Writes quarantine alone: for a release of which nothing can be used. */
  void writeQuarantine(ReleaseRows rows) {
    if (quarantineDiffers(rows)) {
      held.replace(CorpusTables.QUARANTINE, prefix, rows.quarantine());
    }
  }

  /** Whether a writer of this release died before it was done. */
  boolean interrupted() {
    return mark.stands();
  }

  /**
   * Writes all; tables whose rows do not differ get no version.
   *
   * @param hashes of all rows; where a table's is that of the rows that stand, its rows may be left
   *     out
   * @return true if any table changed
   */
  boolean write(ReleaseRows rows, RowHashes hashes, String source, Instant now) {
    boolean interrupted = interrupted();
    RowHashes before = interrupted ? new RowHashes(Map.of()) : standing.hashes();
    boolean fresh = standing.release().isEmpty() && !interrupted;
    RowDiff utterances =
        diff(CorpusTables.UTTERANCES, standing.utterances().values(), rows.utterances());
    RowDiff labels =
        hashes.same(before, "labels")
            ? RowDiff.NONE
            : diff(
                CorpusTables.LABELS,
                fresh
                    ? List.of()
                    : StandingRelease.rows(warehouse, CorpusTables.LABELS, corpus, release),
                rows.labels());
    List<Callable<Boolean>> writes = new ArrayList<>();
    addSnapshot(writes, CorpusTables.RATINGS, rows.ratings(), hashes, before, fresh);
    addSnapshot(writes, CorpusTables.TRANSCRIPTS, rows.transcripts(), hashes, before, fresh);
    addSnapshot(writes, CorpusTables.CHECKS, rows.checks(), hashes, before, fresh);
    if (quarantineDiffers(rows)) {
      writes.add(
          () -> {
            held.replace(CorpusTables.QUARANTINE, prefix, rows.quarantine());
            return true;
          });
    }
    boolean listed = isListedAs(rows, source, hashes);
    if (writes.isEmpty() && utterances.none() && labels.none() && listed) {
      if (interrupted) {
        mark.clear();
      }
      return false;
    }
    changesMark.set();
    mark.set();
    boolean changed = runAll(writes);
    changed |= writeJoined(utterances, labels, fresh && standing.utterances().isEmpty());
    boolean withdrawn = !utterances.none() && !labels.none();
    if (!listed || withdrawn) {
      list(rows, source, hashes, now);
      changed = true;
    }
    mark.clear();
    return changed;
  }

  private RowDiff diff(TableSpec spec, java.util.Collection<Row> before, List<Row> after) {
    List<Integer> key = spec.keys().stream().map(name -> spec.schema().fieldIndex(name)).toList();
    return RowDiff.of(before, after, row -> key.stream().map(row::get).toList());
  }

  private boolean quarantineDiffers(ReleaseRows rows) {
    return !diff(CorpusTables.QUARANTINE, standing.quarantine().values(), rows.quarantine()).none();
  }

  private void addSnapshot(
      List<Callable<Boolean>> writes,
      TableSpec spec,
      List<Row> rows,
      RowHashes hashes,
      RowHashes before,
      boolean fresh) {
    if (fresh) {
      if (!rows.isEmpty()) {
        writes.add(
            () -> {
              held.append(spec, rows);
              return true;
            });
      }
    } else if (!before.byTable().containsKey(spec.name())) {
      writes.add(() -> warehouse.replaceWhere(spec, prefix, held.dataset(spec.schema(), rows)));
    } else if (!hashes.same(before, spec.name())) {
      writes.add(
          () -> {
            held.replace(spec, prefix, rows);
            return true;
          });
    }
  }

  /** Runs writes of different tables side by side: most of their time is Delta's own. */
  private static boolean runAll(List<Callable<Boolean>> writes) {
    if (writes.isEmpty()) {
      return false;
    }
    ExecutorService threads = Executors.newFixedThreadPool(writes.size());
    try {
      boolean changed = false;
      for (Future<Boolean> write : threads.invokeAll(writes)) {
        changed |= write.get();
      }
      return changed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tables were written", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private boolean writeJoined(RowDiff utterances, RowDiff labels, boolean fresh) {
    if (!utterances.none() && !labels.none() && standing.release().isPresent()) {
      warehouse.delete(CorpusTables.RELEASES, here(corpus, release));
    }
    boolean both = !utterances.none();
    put(CorpusTables.LABELS, labels.upserts(), both ? List.of() : labels.gone(), fresh);
    put(CorpusTables.UTTERANCES, utterances.upserts(), utterances.gone(), fresh);
    if (both) {
      put(CorpusTables.LABELS, List.of(), labels.gone(), fresh);
    }
    return !utterances.none() || !labels.none();
  }

  private void put(TableSpec spec, List<Row> upserts, List<Row> gone, boolean fresh) {
    if (fresh && gone.isEmpty()) {
      held.append(spec, upserts);
    } else {
      held.apply(spec, prefix, upserts, gone);
    }
  }

  /** Whether the release already stands there under this source and with this content. */
  private boolean isListedAs(ReleaseRows rows, String source, RowHashes hashes) {
    return standing
        .release()
        .filter(row -> source.equals(row.getAs("source")))
        .filter(row -> row.<Long>getAs("utterances") == rows.utterances().size())
        .filter(row -> row.<Long>getAs("quarantined") == rows.quarantine().size())
        .filter(row -> hashes.manifest().equals(row.getAs("manifest_sha256")))
        .filter(row -> hashes.json().equals(row.getAs("parts")))
        .isPresent();
  }

  private void list(ReleaseRows rows, String source, RowHashes hashes, Instant now) {
    Row row =
        RowFactory.create(
            corpus,
            release,
            source,
            Timestamp.from(now),
            (long) rows.utterances().size(),
            (long) rows.quarantine().size(),
            hashes.manifest(),
            hashes.json());
    held.replace(CorpusTables.RELEASES, prefix, List.of(row));
  }
}
