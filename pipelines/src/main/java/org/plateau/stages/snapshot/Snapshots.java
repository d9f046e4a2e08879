package org.plateau.stages.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.stages.snapshot.PartContents.Content;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * Writes rows to result tables: a part (a run, a source) is replaced where the hash of its rows
 * differs from the one that was noted with the table's version, and removed where it has no rows
 * any more. So equal results make no table version. The rows stay where they were computed; the
 * driver sees their hashes.
 */
public final class Snapshots {
  private static final int WRITERS = 4;

  /** Equals no content of rows. */
  private static final Content UNKNOWN = new Content(-1, 0, 0);

  private final Warehouse warehouse;
  private final List<TableSpec> tables;
  private final String partColumn;

  /**
   * @param tables the tables that one call of {@link #write} fills
   * @param partColumn the key column that names a part: {@code source} or {@code run_id}
   */
  public Snapshots(Warehouse warehouse, List<TableSpec> tables, String partColumn) {
    this.warehouse = warehouse;
    this.tables = List.copyOf(tables);
    this.partColumn = partColumn;
  }

  /**
   * What was done.
   *
   * @param written parts of which some rows changed
   * @param removed parts that have no rows any more
   * @param seconds by table: time to write it; absent where nothing was written
   */
  public record Result(Set<String> written, Set<String> removed, Map<String, Double> seconds) {}

  /**
   * Makes the tables hold these rows.
   *
   * @param rows persisted: read once for the hashes, once a table that is written
   * @param owned parts that may be removed if no row stands for them; others are left alone
   */
  public Result write(JavaRDD<TableRow> rows, Predicate<String> owned) {
    PartContents contents = new PartContents();
    rows.mapPartitions(some -> List.of(PartContents.of(() -> some)).iterator())
        .collect()
        .forEach(contents::merge);
    return write(rows, contents, owned);
  }

  /**
   * Makes the tables hold these rows.
   *
   * @param rows persisted: read once a table that is written
   * @param contents of these rows
   * @param owned parts that may be removed if no row stands for them; others are left alone
   */
  public Result write(JavaRDD<TableRow> rows, PartContents contents, Predicate<String> owned) {
    Set<String> written = ConcurrentHashMap.newKeySet();
    Set<String> removed = ConcurrentHashMap.newKeySet();
    Map<String, Double> seconds = new ConcurrentHashMap<>();
    List<Runnable> writes = new ArrayList<>();
    for (TableSpec spec : tables) {
      writes.add(
          () -> {
            long start = System.nanoTime();
            Map<String, Content> found = contents.of(spec.name());
            Map<String, Content> before = standing(spec);
            Set<String> changed = new TreeSet<>(found.keySet());
            changed.removeIf(part -> found.get(part).equals(before.get(part)));
            Set<String> gone = new TreeSet<>(before.keySet());
            gone.removeAll(found.keySet());
            gone.removeIf(owned.negate());
            if (!changed.isEmpty() || !gone.isEmpty()) {
              replace(spec, rows, before, found, changed, gone);
              written.addAll(changed);
              removed.addAll(gone);
              seconds.put(spec.name(), (System.nanoTime() - start) / 1e9);
            }
          });
    }
    inParallel(writes);
    return new Result(new TreeSet<>(written), new TreeSet<>(removed), new TreeMap<>(seconds));
  }

  /**
   * The parts of a table as it stands. Where they are not noted with its version, another program
   * wrote it: it is read, and each part has content that nobody knows.
   */
  private Map<String, Content> standing(TableSpec spec) {
    Optional<Map<String, Content>> noted = warehouse.note(spec).flatMap(PartNote::read);
    if (noted.isPresent() || !warehouse.exists(spec)) {
      return noted.orElse(Map.of());
    }
    Map<String, Content> standing = new HashMap<>();
    for (Row row : warehouse.read(spec).select(partColumn).distinct().collectAsList()) {
      standing.put(row.getString(0), UNKNOWN);
    }
    return standing;
  }

  /** Where no part of the table stays, Delta need not look for the rows of each. */
  private void replace(
      TableSpec spec,
      JavaRDD<TableRow> rows,
      Map<String, Content> before,
      Map<String, Content> found,
      Set<String> changed,
      Set<String> gone) {
    Map<String, Content> after = new HashMap<>(before);
    after.keySet().removeAll(gone);
    after.putAll(found);
    Set<String> all = new TreeSet<>(changed);
    all.addAll(gone);
    String table = spec.name();
    Set<String> kept = Set.copyOf(changed);
    JavaRDD<Row> chosen =
        rows.filter(row -> row.table().equals(table) && kept.contains(row.part()))
            .map(TableRow::row)
            .coalesce(1);
    Dataset<Row> frame = warehouse.spark().createDataFrame(chosen, spec.schema());
    if (all.containsAll(before.keySet())) {
      warehouse.replaceAll(spec, frame, PartNote.write(after));
    } else {
      warehouse.replaceParts(spec, partColumn, all, frame, PartNote.write(after));
    }
  }

  /** Commits wait for the disk and the log more than they compute. */
  private static void inParallel(List<Runnable> writes) {
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (Runnable write : writes) {
        futures.add(pool.submit(write));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing result tables", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
