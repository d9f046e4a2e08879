package org.plateau.stages.snapshot;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * Writes rows to result tables: a part (a run, a source) is replaced where the hash of its rows
 * differs from the one that {@code snapshots} holds, and removed where it has no rows any more. So
 * equal results make no table version. The rows stay where they were computed; the driver sees
 * their hashes.
 */
public final class Snapshots {
  private static final int WRITERS = 4;

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

  private record Part(String table, String part) implements Serializable {}

  /** Order-independent content of a part. */
  private record Content(long rows, long first, long second) implements Serializable {
    Content plus(Content other) {
      return new Content(rows + other.rows, first + other.first, second + other.second);
    }

    String text() {
      return String.format(Locale.ROOT, "%016x%016x", first, second);
    }
  }

  private record Entry(String content, long rows, long version) {}

  /**
   * Makes the tables hold these rows.
   *
   * @param rows persisted: read once for the hashes, once a table that is written
   * @param owned parts that may be removed if no row stands for them; others are left alone
   */
  public Result write(JavaRDD<TableRow> rows, Predicate<String> owned) {
    Map<Part, Content> found = new HashMap<>();
    rows.mapPartitions(Snapshots::contents)
        .collect()
        .forEach(each -> each.forEach((part, c) -> found.merge(part, c, Content::plus)));
    Map<Part, Entry> known = known();
    Set<String> written = ConcurrentHashMap.newKeySet();
    Set<String> removed = ConcurrentHashMap.newKeySet();
    Map<String, Double> seconds = new ConcurrentHashMap<>();
    Map<Part, Entry> after = new ConcurrentHashMap<>(known);
    List<Runnable> writes = new ArrayList<>();
    for (TableSpec spec : tables) {
      writes.add(
          () -> {
            long start = System.nanoTime();
            Set<String> changed = changed(spec, found, known);
            Set<String> gone = gone(spec, found, known, owned);
            if (!changed.isEmpty() || !gone.isEmpty()) {
              replace(spec, rows, changed, gone);
              remember(spec, found, changed, gone, after);
              written.addAll(changed);
              removed.addAll(gone);
              seconds.put(spec.name(), (System.nanoTime() - start) / 1e9);
            }
          });
    }
    inParallel(writes);
    if (!seconds.isEmpty()) {
      save(after);
    }
    return new Result(new TreeSet<>(written), new TreeSet<>(removed), new TreeMap<>(seconds));
  }

  private static Iterator<Map<Part, Content>> contents(Iterator<TableRow> rows) {
    Map<Part, Content> contents = new HashMap<>();
    while (rows.hasNext()) {
      TableRow row = rows.next();
      contents.merge(
          new Part(row.table(), row.part()),
          new Content(1, row.hash(0x9E3779B97F4A7C15L), row.hash(0x5851F42D4C957F2DL)),
          Content::plus);
    }
    return List.of(contents).iterator();
  }

  private Map<Part, Entry> known() {
    Map<Part, Entry> known = new HashMap<>();
    for (Row row : warehouse.read(AnalysisTables.SNAPSHOTS).collectAsList()) {
      known.put(
          new Part(row.getAs("table_name"), row.getAs("part")),
          new Entry(row.getAs("content"), row.getAs("number_of_rows"), row.getAs("table_version")));
    }
    return known;
  }

  private Set<String> changed(TableSpec spec, Map<Part, Content> found, Map<Part, Entry> known) {
    long version = version(spec);
    Set<String> changed = new TreeSet<>();
    found.forEach(
        (part, content) -> {
          if (part.table().equals(spec.name())) {
            Entry entry = known.get(part);
            boolean same =
                entry != null
                    && entry.version() == version
                    && entry.rows() == content.rows()
                    && entry.content().equals(content.text());
            if (!same) {
              changed.add(part.part());
            }
          }
        });
    return changed;
  }

  /** Parts that the table may hold and that have no rows now. */
  private Set<String> gone(
      TableSpec spec, Map<Part, Content> found, Map<Part, Entry> known, Predicate<String> owned) {
    Set<String> gone = new TreeSet<>();
    known.forEach(
        (part, entry) -> {
          if (part.table().equals(spec.name())
              && !found.containsKey(part)
              && owned.test(part.part())) {
            gone.add(part.part());
          }
        });
    return gone;
  }

  private void replace(
      TableSpec spec, JavaRDD<TableRow> rows, Set<String> changed, Set<String> gone) {
    Set<String> all = new TreeSet<>(changed);
    all.addAll(gone);
    String table = spec.name();
    Set<String> kept = Set.copyOf(changed);
    JavaRDD<Row> chosen =
        rows.filter(row -> row.table().equals(table) && kept.contains(row.part()))
            .map(TableRow::row)
            .coalesce(1);
    Dataset<Row> frame = warehouse.spark().createDataFrame(chosen, spec.schema());
    warehouse.replaceParts(spec, partColumn, all, frame);
  }

  private void remember(
      TableSpec spec,
      Map<Part, Content> found,
      Collection<String> changed,
      Collection<String> gone,
      Map<Part, Entry> after) {
    gone.forEach(part -> after.remove(new Part(spec.name(), part)));
    long version = version(spec);
    for (String part : changed) {
      Part key = new Part(spec.name(), part);
      Content content = found.get(key);
      after.put(key, new Entry(content.text(), content.rows(), version));
    }
    after.replaceAll(
        (part, entry) ->
            part.table().equals(spec.name())
                ? new Entry(entry.content(), entry.rows(), version)
                : entry);
  }

  private long version(TableSpec spec) {
    return warehouse.version(spec).orElse(-1);
  }

  private void save(Map<Part, Entry> entries) {
    List<Row> rows = new ArrayList<>();
    entries.forEach(
        (part, entry) ->
            rows.add(
                new TableRow.Builder(AnalysisTables.SNAPSHOTS)
                    .with("table_name", part.table())
                    .with("part", part.part())
                    .with("content", entry.content())
                    .with("number_of_rows", entry.rows())
                    .with("table_version", entry.version())
                    .row(part.part())
                    .row()));
    warehouse.replaceAll(
        AnalysisTables.SNAPSHOTS,
        warehouse.spark().createDataFrame(rows, AnalysisTables.SNAPSHOTS.schema()).coalesce(1));
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
