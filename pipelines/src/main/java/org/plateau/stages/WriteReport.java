package org.plateau.stages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plateau.config.UserException;
import org.plateau.report.HtmlReport;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Relation;
import org.plateau.report.data.Relations;
import org.plateau.report.data.ReportHeader;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;

/**
 * Fills the report from the tables and writes its pages. Small tables that several queries read are
 * read once; a query over a table that does not stand yet is not asked.
 */
public final class WriteReport {
  private static final int QUERIES_AT_ONCE = 4;

  /** Tables that many queries read and that are small: a row a run, score or model. */
  private static final Set<String> SHARED = Set.of("runs", "models", "scores", "speaker_scores");

  private final Warehouse warehouse;
  private final SparkSession spark;

  /** A writer that leaves the views of the warehouse's own session alone. */
  public WriteReport(Warehouse warehouse) {
    this.spark = warehouse.spark().newSession();
    this.spark.conf().set("spark.sql.shuffle.partitions", "1");
    this.warehouse = Warehouse.openExisting(spark, warehouse.root());
  }

  /**
   * Writes the pages.
   *
   * @param header title, software, missing parts, what to compare with
   * @param folder where the pages go
   * @return the path of the overview
   * @throws UserException if scores to compare with are not there
   */
  public Path execute(ReportHeader header, Path folder) throws IOException {
    Set<Relation> relations = new LinkedHashSet<>(Relations.all());
    if (!header.against().isEmpty()) {
      relations.add(Relations.against(header.against()));
    }
    Set<String> standing = register(relations);
    relations.removeIf(relation -> !standing.containsAll(relation.tables()));
    Map<Relation, List<Columns>> answers = ask(relations);
    checkAgainst(header.against(), answers.getOrDefault(Relations.PUBLISHED, List.of()));
    return HtmlReport.write(header, relation -> answers.getOrDefault(relation, List.of()), folder);
  }

  private Set<String> register(Set<Relation> relations) {
    Set<String> wanted = new LinkedHashSet<>();
    relations.forEach(relation -> wanted.addAll(relation.tables()));
    Set<String> standing = ConcurrentHashMap.newKeySet();
    List<Runnable> tasks = new ArrayList<>();
    for (TableSpec table : Tables.all()) {
      if (wanted.contains(table.name())) {
        tasks.add(
            () -> {
              if (warehouse.exists(table)) {
                registerOne(table);
                standing.add(table.name());
              }
            });
      }
    }
    inParallel(tasks);
    return standing;
  }

  private void registerOne(TableSpec table) {
    if (SHARED.contains(table.name())) {
      List<Row> rows = warehouse.read(table).collectAsList();
      spark.createDataFrame(rows, table.schema()).createOrReplaceTempView(table.name());
    } else {
      warehouse.read(table).createOrReplaceTempView(table.name());
    }
  }

  private Map<Relation, List<Columns>> ask(Set<Relation> relations) {
    Map<Relation, List<Columns>> answers = new ConcurrentHashMap<>();
    List<Runnable> tasks = new ArrayList<>();
    for (Relation relation : relations) {
      tasks.add(
          () ->
              answers.put(
                  relation,
                  spark.sql(relation.sql()).collectAsList().stream()
                      .map(row -> (Columns) row::getAs)
                      .toList()));
    }
    inParallel(tasks);
    return answers;
  }

  private static void inParallel(List<Runnable> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(QUERIES_AT_ONCE);
    try {
      List<Future<?>> futures = new ArrayList<>();
      tasks.forEach(task -> futures.add(pool.submit(task)));
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the report was filled", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void checkAgainst(String source, List<Columns> published) {
    Set<String> sources = new LinkedHashSet<>();
    published.forEach(row -> sources.add(row.text("source")));
    if (!source.isEmpty() && !sources.contains(source)) {
      throw new UserException(
          "report --against %s: must be a source of published scores (present: %s); import them by"
                  .formatted(source, sources.isEmpty() ? "none" : String.join(", ", sources))
              + " ./submit.sh import-scores FILE");
    }
  }
}
