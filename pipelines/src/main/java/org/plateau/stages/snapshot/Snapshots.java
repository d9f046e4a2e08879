package org.plateau.stages.snapshot;

import java.io.Serializable;
import java.util.ArrayList;
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
    Map<String, Map<String, Content>> found = new HashMap<>();
    for (Map<Part, Content> some : rows.mapPartitions(Snapshots::contents).collect()) {
      some.forEach(
          (part, content) ->
              found
                  .computeIfAbsent(part.table(), table -> new HashMap<>())
                  .merge(part.part(), content, Content::plus));
    }
    Map<String, Map<String, Entry>> known = known();
    Map<String, Map<String, Entry>> after = new ConcurrentHashMap<>(known);
    Set<String> written = ConcurrentHashMap.newKeySet();
    Set<String> removed = ConcurrentHashMap.newKeySet();
    Map<String, Double> seconds = new ConcurrentHashMap<>();
    List<Runnable> writes = new ArrayList<>();
    for (TableSpec spec : tables) {
      writes.add(
          () -> {
            long start = System.nanoTime();
            Map<String, Content> contents = found.getOrDefault(spec.name(), Map.of());
            Map<String, Entry> before = standing(spec, known.getOrDefault(spec.name(), Map.of()));
            Set<String> changed = changed(contents, before);
            Set<String> gone = new TreeSet<>(before.keySet());
            gone.removeAll(contents.keySet());
            gone.removeIf(owned.negate());
            if (!changed.isEmpty() || !gone.isEmpty()) {
              replace(spec, rows, before.keySet(), changed, gone);
              after.put(spec.name(), entries(contents, before, gone, version(spec)));
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

  /** What {@code snapshots} holds, by table and part. */
  private Map<String, Map<String, Entry>> known() {
    Map<String, Map<String, Entry>> known = new HashMap<>();
    for (Row row : warehouse.read(AnalysisTables.SNAPSHOTS).collectAsList()) {
      known
          .computeIfAbsent(row.getAs("table_name"), table -> new HashMap<>())
          .put(
              row.getAs("part"),
              new Entry(
                  row.getAs("content"), row.getAs("number_of_rows"), row.getAs("table_version")));
    }
    return known;
  }

  /**
   * The parts of a table as it stands. Where its version is the remembered one they are those that
   * were remembered; else it is read, and each part has content that nobody knows.
   */
  private Map<String, Entry> standing(TableSpec spec, Map<String, Entry> known) {
    if (!warehouse.exists(spec)) {
      return Map.of();
    }
    long version = version(spec);
    if (!known.isEmpty() && known.values().stream().allMatch(each -> each.version() == version)) {
      return known;
    }
    Map<String, Entry> standing = new HashMap<>();
    for (Row row : warehouse.read(spec).select(partColumn).distinct().collectAsList()) {
      standing.put(row.getString(0), new Entry("unknown", -1, version));
    }
    return standing;
  }

  private static Set<String> changed(Map<String, Content> found, Map<String, Entry> before) {
    Set<String> changed = new TreeSet<>();
    found.forEach(
        (part, content) -> {
          Entry entry = before.get(part);
          if (entry == null
              || entry.rows() != content.rows()
              || !entry.content().equals(content.text())) {
            changed.add(part);
          }
        });
    return changed;
  }

  /** Where no part of the table stays, Delta need not look for the rows of each. */
  private void replace(
      TableSpec spec,
      JavaRDD<TableRow> rows,
      Set<String> before,
      Set<String> changed,
      Set<String> gone) {
    Set<String> all = new TreeSet<>(changed);
    all.addAll(gone);
    String table = spec.name();
    Set<String> kept = Set.copyOf(changed);
    JavaRDD<Row> chosen =
        rows.filter(row -> row.table().equals(table) && kept.contains(row.part()))
            .map(TableRow::row)
            .coalesce(1);
    Dataset<Row> frame = warehouse.spark().createDataFrame(chosen, spec.schema());
    if (all.containsAll(before)) {
      warehouse.replaceAll(spec, frame);
    } else {
      warehouse.replaceParts(spec, partColumn, all, frame);
    }
  }

  private static Map<String, Entry> entries(
      Map<String, Content> found, Map<String, Entry> before, Set<String> gone, long version) {
    Map<String, Entry> after = new HashMap<>();
    before.forEach(
        (part, entry) -> {
          if (!gone.contains(part)) {
            after.put(part, new Entry(entry.content(), entry.rows(), version));
          }
        });
    found.forEach(
        (part, content) -> after.put(part, new Entry(content.text(), content.rows(), version)));
    return after;
  }

  private long version(TableSpec spec) {
    return warehouse.version(spec).orElse(-1);
  }

  private void save(Map<String, Map<String, Entry>> entries) {
    List<Row> rows = new ArrayList<>();
    entries.forEach(
        (table, parts) ->
            parts.forEach(
                (part, entry) ->
                    rows.add(
                        new TableRow.Builder(AnalysisTables.SNAPSHOTS)
                            .with("table_name", table)
                            .with("part", part)
                            .with("content", entry.content())
                            .with("number_of_rows", entry.rows())
                            .with("table_version", entry.version())
                            .row(part)
                            .row())));
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
