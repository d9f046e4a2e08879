package org.plateau.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.report.data.Columns;
import org.plateau.report.data.ReportHeader;

/**
 * Rows of every table that the report reads: a few models on two test sets, with what goes wrong in
 * life: markup in names, NaN, nulls, a constant score, one speaker.
 */
public final class SampleTables {
  /** A name that must stay text. */
  public static final String EVIL = "<script>alert('x')</script>&\"";

  static final List<String> MODELS = List.of("IS09-s-mlp", "CNN14", "w2v2-b", "hubert-b", EVIL);
  private static final String SOURCE = "toolkit";

  private final Map<String, List<Map<String, Object>>> rows = new TreeMap<>();

  private SampleTables() {}

  /** Rows by table, columns by name; a column that is not named is null. */
  public static Map<String, List<Map<String, Object>>> full() {
    SampleTables tables = new SampleTables();
    tables.catalogue();
    tables.analyses();
    tables.pairs();
    tables.runs();
    tables.recordings();
    return tables.rows;
  }

  /** A header that names everything. */
  public static ReportHeader header(String against) {
    return new ReportHeader(
        "Plateau",
        "my warehouse",
        Map.of("emodb-4", List.of("angry", "happy", "neutral", "sad")),
        Map.of("Java", "17"),
        List.of(),
        against);
  }

  /** Columns of a row of a map. */
  public static Columns columns(Map<String, Object> row) {
    return row::get;
  }

  private void catalogue() {
    for (int i = 0; i < MODELS.size() - 1; i++) {
      add(
          "models",
          "model",
          MODELS.get(i),
          "model_group",
          i == 0 ? "'09 openSMILE" : i == 1 ? "'20 Supervised" : "'20 Audio SSL",
          "year",
          2009 + 4 * i,
          "modality",
          i == 3 ? "text" : "audio",
          "parameters",
          (long) Math.pow(10, 4 + i),
          "macs",
          (long) Math.pow(10, 5 + i));
    }
  }

  private Object[] group() {
    return new Object[] {
      "source", SOURCE, "experiment", "exploration", "release", "1", "selection", "mean"
    };
  }

  private static Object[] on(String testSet, String condition) {
    return new Object[] {"task", "emodb-4", "test_set", testSet, "condition", condition};
  }

  private static Object[] with(Object[]... parts) {
    List<Object> all = new ArrayList<>();
    for (Object[] part : parts) {
      all.addAll(java.util.Arrays.asList(part));
    }
    return all.toArray();
  }

  private static final List<Object[]> PLACES =
      List.of(on("emodb/1/test", "clean"), on("emodb/1/test", "tau@0dB"), on("iemocap", "clean"));

  private void analyses() {
    for (int p = 0; p < PLACES.size(); p++) {
      Object[] key = with(group(), PLACES.get(p));
      for (int i = 0; i < MODELS.size(); i++) {
        double uar = i == 2 && p == 1 ? Double.NaN : 0.3 + 0.1234567 * i - 0.05 * p;
        Object[] score =
            new Object[] {
              "model",
              MODELS.get(i),
              "metric",
              "uar",
              "value",
              uar,
              "ci_low",
              uar - 0.05,
              "ci_high",
              uar + 0.05,
              "n",
              67L,
              "runs",
              1L,
              "modality",
              i == 3 ? "text" : "audio"
            };
        add("model_scores", with(key, score, year(i)));
        add(
            "pareto",
            with(
                key,
                new Object[] {
                  "cost",
                  "parameters",
                  "model",
                  MODELS.get(i),
                  "cost_value",
                  Math.pow(10, 4 + i),
                  "uar",
                  uar,
                  "on_front",
                  i != 1
                }));
        add(
            "tuning_curves",
            with(
                key,
                new Object[] {
                  "model", MODELS.get(i), "trials", 1, "expected_best_test", uar, "n", 2L
                }));
        add(
            "tuning_curves",
            with(
                key,
                new Object[] {
                  "model", MODELS.get(i), "trials", 2, "expected_best_test", uar + 0.02, "n", 2L
                }));
      }
      for (String predictor : List.of("year", "parameters", "macs", "macs_torchinfo")) {
        double rho = p == 2 ? Double.NaN : 0.4 + 0.1 * p;
        Object[] value =
            new Object[] {
              "metric",
              "uar",
              "predictor",
              predictor,
              "rho",
              rho,
              "ci_low",
              rho - 0.3,
              "ci_high",
              rho + 0.3,
              "n",
              5L,
              "undefined",
              3
            };
        add("progress_correlations", with(key, value));
        add("partial_correlations", with(key, value, new Object[] {"given", "year"}));
        add(
            "progress_sensitivity",
            with(
                key,
                new Object[] {
                  "metric",
                  "uar",
                  "predictor",
                  predictor,
                  "choice",
                  "without-group",
                  "left_out",
                  "'09 openSMILE",
                  "rho",
                  rho,
                  "n",
                  4L,
                  "subsets",
                  1
                }));
      }
      add(
          "fairness_summary",
          with(
              key,
              new Object[] {
                "metric",
                "gini",
                "mean_gini",
                0.1,
                "rho_uar",
                Double.NaN,
                "n",
                4L,
                "models_below_chance",
                1L
              }));
      add(
          "agreement_summary",
          with(
              key,
              new Object[] {
                "scope", "all", "agreement", 0.5, "models", 5L, "pairs", 10L, "n", 67L
              }));
      add(
          "difficulty_correlations",
          with(
              key, new Object[] {"measure", "uar~loss_human", "model", "*", "rho", 0.25, "n", 5L}));
    }
    for (int x = 0; x < 3; x++) {
      for (int y = x + 1; y < 3; y++) {
        add(
            "rank_correlations",
            with(
                group(),
                suffixed(PLACES.get(x), "_x"),
                suffixed(PLACES.get(y), "_y"),
                new Object[] {
                  "metric_x",
                  "uar",
                  "metric_y",
                  "uar",
                  "rho",
                  y == 2 ? -0.5 : 0.9,
                  "ci_low",
                  -0.9,
                  "ci_high",
                  0.95,
                  "n",
                  5L
                }));
      }
      add(
          "model_ranks",
          with(
              group(),
              new Object[] {
                "scope",
                "all",
                "model",
                MODELS.get(x),
                "mean_rank",
                1.5 + x,
                "friedman_p",
                0.04,
                "models",
                5L,
                "n",
                3L
              }));
    }
  }

  private static Object[] year(int i) {
    return i == MODELS.size() - 1 ? new Object[] {} : new Object[] {"year", 2009 + 4 * i};
  }

  private static Object[] suffixed(Object[] key, String suffix) {
    Object[] renamed = key.clone();
    for (int i = 0; i < renamed.length; i += 2) {
      renamed[i] = renamed[i] + suffix;
    }
    return renamed;
  }

  private void pairs() {
    Object[] key = with(group(), PLACES.get(0));
    for (int a = 0; a < MODELS.size(); a++) {
      for (int b = a + 1; b < MODELS.size(); b++) {
        add(
            "agreement",
            with(
                key,
                new Object[] {
                  "model_a",
                  MODELS.get(a),
                  "model_b",
                  MODELS.get(b),
                  "agreement",
                  a == 0 && b == 1 ? Double.NaN : 0.5 + 0.05 * b,
                  "kappa",
                  0.2,
                  "n",
                  67L
                }));
        add(
            "significance",
            with(
                key,
                new Object[] {
                  "model_a",
                  MODELS.get(a),
                  "model_b",
                  MODELS.get(b),
                  "test",
                  "permutation",
                  "p",
                  0.01 * b,
                  "p_adjusted",
                  0.02 * b,
                  "n",
                  67L
                }));
        for (String subset : List.of("all", "right", "wrong")) {
          add(
              "complementarity",
              with(
                  key,
                  new Object[] {
                    "model",
                    MODELS.get(a),
                    "other_experiment",
                    "exploration",
                    "other",
                    MODELS.get(b),
                    "subset",
                    subset,
                    "uar",
                    subset.equals("wrong") ? Double.NaN : 0.5,
                    "n",
                    30L
                  }));
        }
      }
    }
    for (int i = 0; i < 12; i++) {
      add(
          "difficulty",
          with(
              key,
              new Object[] {
                "utterance",
                "u" + i,
                "models_disagreeing",
                (long) (i % 5),
                "voters",
                5L,
                "human_difficulty",
                i == 3 ? null : 0.05 * i,
                "mean_loss",
                1.0
              }));
    }
    for (int p = 0; p < PLACES.size(); p++) {
      for (int i = 0; i < 3; i++) {
        add(
            "published",
            with(
                PLACES.get(p),
                new Object[] {
                  "source",
                  "paper",
                  "paper_table",
                  "1",
                  "release",
                  "1",
                  "model",
                  MODELS.get(i),
                  "metric",
                  "uar",
                  "experiment",
                  "exploration",
                  "value",
                  0.5 + 0.01 * i
                }));
      }
    }
    add(
        "published",
        with(
            PLACES.get(2),
            new Object[] {
              "source",
              "paper",
              "paper_table",
              "6",
              "release",
              "1",
              "model",
              "w2v2-b",
              "metric",
              "probe:pitch_mean",
              "experiment",
              "exploration",
              "value",
              0.75
            }));
    add(
        "published",
        with(
            PLACES.get(0),
            new Object[] {
              "source",
              "paper",
              "paper_table",
              "1",
              "release",
              "1",
              "model",
              "never-run",
              "metric",
              "uar",
              "experiment",
              "exploration",
              "value",
              0.5
            }));
  }

  private void runs() {
    for (int i = 0; i < MODELS.size(); i++) {
      for (int seed = 1; seed <= 2; seed++) {
        String id = "run-" + i + "-" + seed;
        Object[] run =
            new Object[] {
              "run_id",
              id,
              "source",
              SOURCE,
              "experiment",
              "exploration",
              "task",
              "emodb-4",
              "release",
              "1",
              "model",
              MODELS.get(i),
              "seed",
              (long) seed
            };
        add("runs", with(run, new Object[] {"status", "done", "seconds", 12.5}));
        add(
            "epochs",
            "run_id",
            id,
            "epoch",
            1,
            "train_loss",
            Double.POSITIVE_INFINITY,
            "dev_loss",
            Double.NaN,
            "dev_uar",
            0.25);
        add(
            "epochs",
            "run_id",
            id,
            "epoch",
            2,
            "train_loss",
            1.2,
            "dev_loss",
            1.3,
            "dev_uar",
            i == 0 ? Double.NaN : 0.4);
        Object[] where = {"test_set", "emodb/1/test", "condition", "clean"};
        for (String metric : List.of("uar", "accuracy")) {
          add(
              "scores",
              with(
                  run,
                  where,
                  new Object[] {
                    "metric",
                    metric,
                    "interval",
                    "utterance",
                    "value",
                    0.4 + 0.1 * i,
                    "ci_low",
                    0.3,
                    "ci_high",
                    0.9,
                    "n",
                    67L
                  }));
        }
        add(
            "fairness",
            with(
                run,
                where,
                new Object[] {
                  "gini",
                  i == 0 ? Double.NaN : 0.1,
                  "mean_speaker_score",
                  0.5,
                  "worst_speaker_score",
                  0.2,
                  "speakers",
                  2L
                }));
        for (String speaker : List.of("03", EVIL)) {
          add(
              "speaker_scores",
              with(
                  run,
                  where,
                  new Object[] {"speaker", speaker, "metric", "uar", "value", 0.5, "n", 30L}));
        }
        for (String prediction : List.of("angry", "sad")) {
          add(
              "predictions",
              with(
                  run,
                  where,
                  new Object[] {
                    "utterance", "u" + prediction, "label", "angry", "prediction", prediction
                  }));
        }
        add(
            "predictions",
            with(run, where, new Object[] {"utterance", "no-label", "prediction", "sad"}));
      }
    }
  }

  private void recordings() {
    add("releases", "corpus", "emodb", "release", "1", "utterances", 2L, "quarantined", 1L);
    for (int i = 0; i < 2; i++) {
      add(
          "utterances",
          "corpus",
          "emodb",
          "release",
          "1",
          "utterance",
          "u" + i,
          "speaker",
          i == 0 ? EVIL : null,
          "split",
          "test",
          "duration_seconds",
          3.0);
      add(
          "labels",
          "corpus",
          "emodb",
          "release",
          "1",
          "utterance",
          "u" + i,
          "task",
          "emodb-4",
          "label",
          "sad");
    }
    add(
        "quarantine",
        "corpus",
        "emodb",
        "release",
        "1",
        "path",
        EVIL,
        "reason",
        "truncated",
        "detail",
        "data ends early");
    add(
        "ngrams",
        "corpus",
        "emodb",
        "release",
        "1",
        "source",
        "whisper",
        "n",
        2,
        "ngram",
        "der lappen",
        "count",
        60L);
  }

  private void add(String table, Object... values) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      row.put((String) values[i], values[i + 1]);
    }
    rows.computeIfAbsent(table, ignored -> new ArrayList<>()).add(row);
  }
}
