package org.plateau.jobs.steps;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.config.PlateauConfig;
import org.plateau.jobs.cli.Version;
import org.plateau.models.ModelCatalogue;
import org.plateau.report.data.ReportHeader;
import org.plateau.stages.Analyse;
import org.plateau.stages.RegisterModels;
import org.plateau.stages.Score;
import org.plateau.stages.WorkFolders;
import org.plateau.stages.WriteReport;
import org.plateau.stats.IntervalEnds;
import org.plateau.tables.Warehouse;

/** The steps of the flow after prediction: scores, analyses, the report. */
public final class ResultSteps {
  private final Warehouse warehouse;
  private final PlateauConfig config;
  private final ModelCatalogue catalogue;
  private final PrintWriter err;

  ResultSteps(
      Warehouse warehouse, PlateauConfig config, ModelCatalogue catalogue, PrintWriter err) {
    this.warehouse = warehouse;
    this.config = config;
    this.catalogue = catalogue;
    this.err = err;
  }

  /** Scores all predictions in the warehouse. */
  public void score() {
    Score.Result result =
        new Score(
                warehouse,
                new Score.Settings(
                    classesByTask(),
                    config.score().replicates(),
                    config.score().seed(),
                    IntervalEnds.ofWord(config.score().interval())))
            .run();
    err.println(
        "score: %d runs and test sets, %d runs written, %d removed"
            .formatted(result.scored(), result.runsWritten(), result.runsRemoved()));
  }

  /** Fills the analysis tables from all predictions in the warehouse. */
  public void analyse() {
    Analyse.Result result = analysis().predictions();
    err.println(
        "analyse: %d test sets, tables of %d sources written"
            .formatted(result.testSets(), result.written().size()));
  }

  /** Fills the analysis tables from published scores of one source, or of all for null. */
  public void analysePublished(String source) {
    Analyse.Result result = analysis().published(source);
    err.println(
        "analyse: published scores of %d sources, tables of %d written"
            .formatted(result.testSets(), result.written().size()));
  }

  private Analyse analysis() {
    new RegisterModels(warehouse).catalogue(catalogue);
    Map<String, String> corpora = new TreeMap<>();
    config.tasks().values().forEach(each -> corpora.put(each.name(), each.corpus()));
    return new Analyse(
        warehouse,
        new Analyse.Settings(
            classesByTask(), corpora, config.score().replicates(), config.score().seed()));
  }

  public Map<String, List<String>> classesByTask() {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    config.tasks().values().forEach(each -> classes.put(each.name(), each.classes()));
    return classes;
  }

  /** Writes the report without a comparison and returns the path of its overview. */
  public Path report() throws IOException {
    return report("");
  }

  /** Writes the report beside the published scores of a source, empty for none. */
  public Path report(String against) throws IOException {
    ReportHeader header =
        new ReportHeader(
            "Plateau", config.warehouse(), classesByTask(), software(), List.of(), against);
    Path page =
        new WriteReport(warehouse)
            .execute(header, WorkFolders.of(warehouse.root()).root().resolve("report"));
    err.println("report: " + page);
    return page;
  }

  private Map<String, String> software() {
    Map<String, String> software = new LinkedHashMap<>();
    software.put("Plateau", Version.text());
    software.put("Java", System.getProperty("java.version"));
    software.put("Spark", warehouse.spark().version());
    return software;
  }
}
