package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.plateau.config.UserException;
import org.plateau.stages.analyse.AnalyseTestSet;
import org.plateau.stages.analyse.Catalogue;
import org.plateau.stages.analyse.ClipFacts;
import org.plateau.stages.analyse.CountNGrams;
import org.plateau.stages.analyse.ModelScore;
import org.plateau.stages.analyse.PublishedScores;
import org.plateau.stages.analyse.ScoreAnalyses;
import org.plateau.stages.snapshot.Snapshots;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stages.testset.ReadPredictions;
import org.plateau.stages.testset.RunFacts;
import org.plateau.stages.testset.SpeakerGenders;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From predictions, or from published scores, to the analysis tables. The predictions are read
 * once; each test set is one task. A source's rows are replaced only where they differ, and rows
 * from predictions and from publications leave each other alone.
 */
public final class Analyse {
  private static final Logger log = LoggerFactory.getLogger(Analyse.class);

  private static final List<TableSpec> FROM_SCORES =
      List.of(
          AnalysisTables.MODEL_SCORES,
          AnalysisTables.RANK_CORRELATIONS,
          AnalysisTables.PROGRESS_CORRELATIONS,
          AnalysisTables.PARTIAL_CORRELATIONS,
          AnalysisTables.PROGRESS_SENSITIVITY,
          AnalysisTables.PARETO,
          AnalysisTables.FAIRNESS_SUMMARY,
          AnalysisTables.SIGNIFICANCE,
          AnalysisTables.MODEL_RANKS);
  private static final List<TableSpec> FROM_PREDICTIONS =
      List.of(
          AnalysisTables.AGREEMENT,
          AnalysisTables.AGREEMENT_SUMMARY,
          AnalysisTables.COMPLEMENTARITY,
          AnalysisTables.DIFFICULTY,
          AnalysisTables.DIFFICULTY_CORRELATIONS,
          AnalysisTables.TUNING_CURVES);

  private final Warehouse warehouse;
  private final Settings settings;

  public Analyse(Warehouse warehouse, Settings settings) {
    this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * How to analyse.
   *
   * @param classesByTask class names of each task, in the order of its logits
   * @param corpusByTask the corpus that each task learns from
   * @param replicates replicates of intervals and tests
   * @param seed their seed
   */
  public record Settings(
      Map<String, List<String>> classesByTask,
      Map<String, String> corpusByTask,
      int replicates,
      long seed) {
    public Settings {
      classesByTask = Map.copyOf(classesByTask);
      corpusByTask = Map.copyOf(corpusByTask);
      if (replicates < 1) {
        throw new IllegalArgumentException("replicates must be >= 1, found " + replicates);
      }
    }
  }

  /**
   * What was done.
   *
   * @param testSets test sets, or sources of published scores, that were analysed
   * @param seconds by table: time to compute and to write it
   * @param written sources of which some table changed
   */
  public record Result(int testSets, Map<String, Double> seconds, Set<String> written) {}

  /**
   * Analyses all predictions.
   *
   * @throws UserException if predictions name an unknown task or class, or a source stands among
   *     the published scores too
   */
  public Result predictions() {
    Map<String, Double> seconds = new TreeMap<>();
    new CountNGrams(warehouse).run(seconds);
    Set<String> written = new HashSet<>();
    if (!warehouse.exists(RunTables.PREDICTIONS)) {
      return new Result(0, seconds, written);
    }
    Set<String> published = publishedSources();
    Catalogue catalogue = Catalogue.of(warehouse);
    AnalyseTestSet work =
        new AnalyseTestSet(
            RunFacts.of(warehouse),
            catalogue,
            ClipFacts.of(warehouse),
            SpeakerGenders.of(warehouse),
            settings.replicates(),
            settings.seed());
    JavaRDD<AnalyseTestSet.Analysed> analysed =
        ReadPredictions.of(warehouse, settings.classesByTask(), work::facts, null, false)
            .map(work::of)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<ModelScore> scores = new ArrayList<>();
      List<AnalyseTestSet.Analysed> parts =
          analysed.map(AnalyseTestSet.Analysed::summary).collect();
      for (AnalyseTestSet.Analysed part : parts) {
        if (part.problem() != null) {
          throw new UserException(part.problem());
        }
        scores.addAll(part.scores());
        part.seconds().forEach((table, s) -> seconds.merge(table, s, Double::sum));
      }
      for (ModelScore score : scores) {
        refuseBoth(score.place().source(), published);
      }
      List<TableSpec> tables = new ArrayList<>(FROM_SCORES);
      tables.addAll(FROM_PREDICTIONS);
      JavaRDD<TableRow> rows =
          analysed
              .flatMap(part -> part.rows().iterator())
              .union(parallel(acrossTestSets(catalogue, scores, seconds)));
      written.addAll(write(rows, tables, source -> !published.contains(source), seconds));
      return new Result(parts.size(), seconds, written);
    } finally {
      analysed.unpersist();
    }
  }

  /**
   * Analyses published scores.
   *
   * @param only one source, or null for all
   * @throws UserException if there are none of that source
   */
  public Result published(String only) {
    Set<String> sources = publishedSources();
    if (sources.isEmpty() || (only != null && !sources.contains(only))) {
      throw new UserException(
          "published scores of %s: there are none, the table holds %s; bring them by import-scores"
              .formatted(only == null ? "any source" : only, new java.util.TreeSet<>(sources)));
    }
    Predicate<String> chosen =
        source -> only == null ? sources.contains(source) : source.equals(only);
    Catalogue catalogue = Catalogue.of(warehouse);
    Map<String, Double> seconds = new TreeMap<>();
    List<ModelScore> scores =
        new PublishedScores(catalogue, settings.classesByTask()).read(warehouse, chosen);
    List<TableRow> rows = new ArrayList<>();
    scores.forEach(score -> rows.add(score.row(catalogue)));
    rows.addAll(acrossTestSets(catalogue, scores, seconds));
    Set<String> written = write(parallel(rows), FROM_SCORES, chosen, seconds);
    long number = sources.stream().filter(chosen).count();
    return new Result((int) number, seconds, written);
  }

  private List<TableRow> acrossTestSets(
      Catalogue catalogue, List<ModelScore> scores, Map<String, Double> seconds) {
    ScoreAnalyses analyses =
        new ScoreAnalyses(
            catalogue, settings.corpusByTask(), settings.replicates(), settings.seed());
    List<TableRow> rows = analyses.rows(scores);
    analyses.seconds().forEach((table, s) -> seconds.merge(table, s, Double::sum));
    return rows;
  }

  private JavaRDD<TableRow> parallel(List<TableRow> rows) {
    return JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext()).parallelize(rows, 2);
  }

  private Set<String> write(
      JavaRDD<TableRow> rows,
      List<TableSpec> tables,
      Predicate<String> owned,
      Map<String, Double> seconds) {
    Snapshots.Result result = new Snapshots(warehouse, tables, "source").write(rows, owned);
    result.seconds().forEach((table, s) -> seconds.merge(table, s, Double::sum));
    seconds.forEach(
        (table, s) ->
            log.info("analyse: {} took {} s", table, String.format(Locale.ROOT, "%.2f", s)));
    Set<String> touched = new HashSet<>(result.written());
    touched.addAll(result.removed());
    return touched;
  }

  private Set<String> publishedSources() {
    Set<String> sources = new HashSet<>();
    if (warehouse.exists(AnalysisTables.PUBLISHED)) {
      for (Row row :
          warehouse
              .read(AnalysisTables.PUBLISHED)
              .select(col("source"))
              .distinct()
              .collectAsList()) {
        sources.add(row.getString(0));
      }
    }
    return sources;
  }

  private static void refuseBoth(String source, Set<String> published) {
    if (published.contains(source)) {
      throw new UserException(
          "source %s: has predictions and published scores, which would mix; import one of them"
                  .formatted(source)
              + " under another name");
    }
  }
}
