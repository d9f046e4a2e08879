package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.stages.analyse.ScoreAnalyses.Series;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stats.Bootstrap;
import org.plateau.stats.Correlation;
import org.plateau.stats.Interval;
import org.plateau.stats.Percentiles;
import org.plateau.stats.Seeds;
import org.plateau.stats.SplitMix64;
import org.plateau.stats.progress.ChoiceOfModels;
import org.plateau.stats.progress.Pareto;
import org.plateau.tables.AnalysisTables;

/** Scores against year and size of the models. Models that lack the predictor are left out. */
final class Progress {
  private static final List<String> COSTS = List.of("parameters", "macs", "macs_torchinfo");

  private final Catalogue catalogue;
  private final int replicates;
  private final long seed;

  Progress(Catalogue catalogue, int replicates, long seed) {
    this.catalogue = catalogue;
    this.replicates = replicates;
    this.seed = seed;
  }

  /** What one row is about. */
  private record Cell(Series series, String predictor, String given) {
    TableRow.Builder on(TableRow.Builder row) {
      return series.place().on(row).with("metric", series.metric()).with("predictor", predictor);
    }
  }

  private Map<String, Double> values(Series series, String predictor) {
    Map<String, Double> values = new TreeMap<>();
    for (String model : series.values().keySet()) {
      values.put(model, catalogue.value(model, predictor));
    }
    return values;
  }

  /** Rows of {@code progress_correlations}. */
  List<TableRow> correlations(Collection<Series> all) {
    List<Cell> cells = new ArrayList<>();
    for (Series series : all) {
      for (String predictor : Catalogue.PREDICTORS) {
        cells.add(new Cell(series, predictor, null));
      }
    }
    return cells.parallelStream().map(this::correlation).toList();
  }

  private TableRow correlation(Cell cell) {
    double[][] xy = cell.series().with(values(cell.series(), cell.predictor()));
    Interval interval =
        Bootstrap.pairs(
            xy[0],
            xy[1],
            Correlation::spearman,
            replicates,
            Seeds.generator(
                seed, "progress", cell.series().place(), cell.series().metric(), cell.predictor()));
    return cell.on(new TableRow.Builder(AnalysisTables.PROGRESS_CORRELATIONS))
        .with("rho", interval.value())
        .with("ci_low", interval.low())
        .with("ci_high", interval.high())
        .with("kendall_tau_b", Correlation.kendallTauB(xy[0], xy[1]))
        .with("n", interval.n())
        .with("replicates", interval.replicates())
        .with("undefined", interval.undefined())
        .row(cell.series().place().source());
  }

  /** Rows of {@code partial_correlations}: year given each size, each size given the year. */
  List<TableRow> partial(Collection<Series> all) {
    List<Cell> cells = new ArrayList<>();
    for (Series series : all) {
      for (String cost : COSTS) {
        cells.add(new Cell(series, "year", cost));
        cells.add(new Cell(series, cost, "year"));
      }
    }
    return cells.parallelStream().map(this::partial).toList();
  }

  private TableRow partial(Cell cell) {
    Map<String, Double> predictor = values(cell.series(), cell.predictor());
    Map<String, Double> given = values(cell.series(), cell.given());
    predictor.keySet().removeIf(model -> Double.isNaN(given.get(model)));
    predictor.keySet().removeIf(model -> Double.isNaN(cell.series().values().get(model)));
    predictor.values().removeIf(value -> Double.isNaN(value));
    double[][] columns = new double[3][predictor.size()];
    int at = 0;
    for (Map.Entry<String, Double> each : predictor.entrySet()) {
      columns[0][at] = each.getValue();
      columns[1][at] = cell.series().values().get(each.getKey());
      columns[2][at++] = given.get(each.getKey());
    }
    double rho = Correlation.partialSpearman(columns[0], columns[1], columns[2]);
    SplitMix64 random =
        Seeds.generator(
            seed,
            "partial",
            cell.series().place(),
            cell.series().metric(),
            cell.predictor(),
            cell.given());
    double[] drawn = new double[at == 0 ? 0 : replicates];
    double[][] chosen = new double[3][at];
    for (int r = 0; r < drawn.length; r++) {
      for (int i = 0; i < at; i++) {
        int j = random.nextInt(at);
        for (int c = 0; c < chosen.length; c++) {
          chosen[c][i] = columns[c][j];
        }
      }
      drawn[r] = Correlation.partialSpearman(chosen[0], chosen[1], chosen[2]);
    }
    Interval interval = Percentiles.interval(rho, at, drawn);
    return cell.on(new TableRow.Builder(AnalysisTables.PARTIAL_CORRELATIONS))
        .with("given", cell.given())
        .with("rho", interval.value())
        .with("ci_low", interval.low())
        .with("ci_high", interval.high())
        .with("n", interval.n())
        .with("replicates", interval.replicates())
        .with("undefined", interval.undefined())
        .row(cell.series().place().source());
  }

  /** Rows of {@code progress_sensitivity}. */
  List<TableRow> sensitivity(Collection<Series> all) {
    List<TableRow> rows = new ArrayList<>();
    for (Series series : all) {
      for (String predictor : Catalogue.PREDICTORS) {
        rows.addAll(sensitivity(new Cell(series, predictor, null)));
      }
    }
    return rows;
  }

  private List<TableRow> sensitivity(Cell cell) {
    Map<String, Double> predictor = values(cell.series(), cell.predictor());
    List<String> models = new ArrayList<>();
    for (Map.Entry<String, Double> each : predictor.entrySet()) {
      double value = cell.series().values().get(each.getKey());
      if (!Double.isNaN(each.getValue()) && !Double.isNaN(value)) {
        models.add(each.getKey());
      }
    }
    double[] x = models.stream().mapToDouble(predictor::get).toArray();
    double[] y = models.stream().mapToDouble(cell.series().values()::get).toArray();
    List<String> groups = models.stream().map(catalogue::group).toList();
    List<TableRow> rows = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    groups.stream().filter(Objects::nonNull).forEach(names::add);
    for (String group : names) {
      long left = groups.stream().filter(g -> !group.equals(g)).count();
      rows.add(
          cell.on(new TableRow.Builder(AnalysisTables.PROGRESS_SENSITIVITY))
              .with("choice", "without-group")
              .with("left_out", group)
              .with("rho", ChoiceOfModels.rho(x, y, i -> !group.equals(groups.get(i))))
              .with("n", left)
              .with("subsets", 1)
              .with("undefined", 0)
              .row(cell.series().place().source()));
    }
    rows.add(randomSubsets(cell, x, y));
    return rows;
  }

  private TableRow randomSubsets(Cell cell, double[] x, double[] y) {
    int size = (x.length + 1) / 2;
    ChoiceOfModels.Spread spread =
        ChoiceOfModels.randomSubsets(
            x,
            y,
            size,
            replicates,
            Seeds.generator(
                seed, "subsets", cell.series().place(), cell.series().metric(), cell.predictor()));
    return cell.on(new TableRow.Builder(AnalysisTables.PROGRESS_SENSITIVITY))
        .with("choice", "random-subset")
        .with("left_out", "%d of %d stay".formatted(size, x.length))
        .with("rho", spread.mean())
        .with("rho_low", spread.low())
        .with("rho_median", spread.median())
        .with("rho_high", spread.high())
        .with("rho_min", spread.min())
        .with("rho_max", spread.max())
        .with("n", (long) size)
        .with("subsets", replicates)
        .with("undefined", spread.undefined())
        .row(cell.series().place().source());
  }

  /** Rows of {@code pareto}. */
  List<TableRow> fronts(Collection<Series> all) {
    List<TableRow> rows = new ArrayList<>();
    for (Series series : all) {
      List<String> models = new ArrayList<>(series.values().keySet());
      double[] uar = models.stream().mapToDouble(series.values()::get).toArray();
      for (String cost : COSTS) {
        double[] costs = models.stream().mapToDouble(m -> catalogue.value(m, cost)).toArray();
        int[] dominators = Pareto.dominators(costs, uar);
        for (int i = 0; i < costs.length; i++) {
          if (dominators[i] > -2) {
            rows.add(
                series
                    .place()
                    .on(new TableRow.Builder(AnalysisTables.PARETO))
                    .with("cost", cost)
                    .with("model", models.get(i))
                    .with("cost_value", costs[i])
                    .with("uar", uar[i])
                    .with("on_front", dominators[i] == -1)
                    .with("dominated_by", dominators[i] < 0 ? null : models.get(dominators[i]))
                    .row(series.place().source()));
          }
        }
      }
    }
    return rows;
  }
}
