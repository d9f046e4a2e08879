package org.plateau.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows typed by hand for the tests: three models, three seeds, one baseline, two speakers. */
final class DemoReport {
  static final Panel PANEL = new Panel("plateau", "emodb", "emodb-4", "1", "emodb/1/test", "clean");
  static final List<String> CLASSES = List.of("angry", "happy", "neutral", "sad");
  private static final double[][] UAR = {
    {0.612, 0.598, 0.641}, {0.547, 0.561, 0.502}, {0.25, 0.301, 0.412}
  };
  private static final String[] GROUPS = {"Plateau", "PANNs", "ImageNet"};
  private static final int EPOCHS = 12;

  private final String[] models;
  private final String speaker;

  private DemoReport(String[] models, String speaker) {
    this.models = models;
    this.speaker = speaker;
  }

  static ReportData data() {
    return named("mel-s-mlp", "15");
  }

  /** The same rows under another first model's and another first speaker's name. */
  static ReportData named(String model, String speaker) {
    String[] models = {model, "CRNN18", "EfficientNet-B0"};
    return new DemoReport(models, speaker).build();
  }

  static ReportData empty() {
    ReportHeader header =
        new ReportHeader("Nothing yet", "warehouse", Map.of(), Map.of(), List.of());
    return ReportData.load(header, ReportQueries.of(List.of()), sql -> List.of());
  }

  private ReportData build() {
    Map<String, String> software = new LinkedHashMap<>();
    software.put("Java", "17.0.15");
    software.put("Spark", "4.1.0");
    software.put("Host", "2 cores, x86_64");
    MissingPart gpu =
        new MissingPart("GPU", "Training runs on the CPU.", "Set train.device=gpu on a GPU host.");
    ReportHeader header =
        new ReportHeader(
            "Speech emotion recognition on EmoDB",
            "my warehouse",
            Map.of("emodb-4", CLASSES),
            software,
            List.of(gpu));
    Results results =
        new Results(
            runGroups(),
            runs(),
            scores(),
            means(),
            baselines(),
            epochs(),
            confusions(),
            speakers(),
            fairness());
    return new ReportData(header, ReportQueries.of(List.of("emodb")), facts(), results);
  }

  private static CorpusFacts facts() {
    List<ClassCountRow> counts = new ArrayList<>();
    long clips = 11;
    for (String split : List.of("dev", "test", "train")) {
      for (String label : CLASSES) {
        counts.add(new ClassCountRow("emodb", "1", "emodb-4", split, label, clips, 2));
        clips += 3;
      }
    }
    return new CorpusFacts(
        List.of(new ReleaseRow("emodb", "1", 339, 1, 10, 0.262)),
        counts,
        List.of(
            new QuarantineRow(
                "emodb", "1", "wav/03a01Xx.wav", "bad_name", "the name does not match SSTTTEV")),
        List.of("ImageNet", "PANNs", "Plateau"));
  }

  private List<RunGroupRow> runGroups() {
    List<RunGroupRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      rows.add(
          new RunGroupRow(
              "plateau",
              "emodb",
              "emodb-4",
              "1",
              models[m],
              GROUPS[m],
              2019L + m,
              123_456L * (m + 1),
              "adam",
              0.001,
              4L,
              (long) EPOCHS,
              "done",
              3,
              "1, 2, 3",
              4L,
              100.5 * (m + 1)));
    }
    return rows;
  }

  private List<RunRow> runs() {
    List<RunRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      for (int seed = 1; seed <= 3; seed++) {
        rows.add(
            new RunRow(
                runId(m, seed),
                "plateau",
                "emodb",
                "emodb-4",
                "1",
                models[m],
                seed,
                "done",
                7L,
                0.5,
                33.5,
                1L));
      }
    }
    return rows;
  }

  private List<ScoreRow> scores() {
    List<ScoreRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      for (int seed = 1; seed <= 3; seed++) {
        double uar = UAR[m][seed - 1];
        rows.add(score(m, seed, "uar", "utterance", uar, uar > 0.26));
        rows.add(score(m, seed, "uar", "speaker", uar, uar > 0.26));
        rows.add(score(m, seed, "accuracy", "utterance", uar + 0.02, uar > 0.26));
        rows.add(score(m, seed, "macro_f1", "utterance", uar - 0.02, uar > 0.26));
      }
    }
    return rows;
  }

  private ScoreRow score(
      int m, int seed, String metric, String interval, double value, boolean aboveChance) {
    double half = interval.equals("speaker") ? 0.11 : 0.08;
    return new ScoreRow(
        PANEL,
        runId(m, seed),
        models[m],
        seed,
        metric,
        interval,
        value,
        value - half,
        value + half,
        67,
        1000L,
        aboveChance,
        !aboveChance);
  }

  private List<MeanRow> means() {
    List<MeanRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      for (String metric : List.of("accuracy", "macro_f1", "uar")) {
        double[] uar = UAR[m].clone();
        java.util.Arrays.sort(uar);
        double mean = (uar[0] + uar[1] + uar[2]) / 3;
        rows.add(
            new MeanRow(
                PANEL, models[m], GROUPS[m], metric, "utterance", 3, mean, uar[0], uar[2], 0.02));
      }
    }
    return rows;
  }

  private static List<ScoreRow> baselines() {
    return List.of(
        new ScoreRow(
            PANEL,
            "b".repeat(64),
            "baseline-duration-level-centroid",
            1,
            "uar",
            "utterance",
            0.431,
            0.35,
            0.51,
            67,
            1000L,
            true,
            false));
  }

  private List<EpochRow> epochs() {
    List<EpochRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      for (int seed = 1; seed <= 3; seed++) {
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
          double fall = Math.exp(-0.1 * epoch * (1 + 0.1 * seed));
          rows.add(
              new EpochRow(
                  runId(m, seed),
                  "plateau",
                  "emodb",
                  "emodb-4",
                  "1",
                  models[m],
                  seed,
                  epoch,
                  1.4 * fall,
                  0.6 + 0.8 * fall + 0.01 * m,
                  0.7 - 0.45 * fall - 0.03 * m,
                  1));
        }
      }
    }
    return rows;
  }

  private List<ConfusionRow> confusions() {
    List<ConfusionRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      for (int truth = 0; truth < 4; truth++) {
        for (int predicted = 0; predicted < 4; predicted++) {
          long clips = truth == predicted ? 41 - 7L * m : (truth + 2L * predicted) % 4 * 3;
          if (clips > 0) {
            rows.add(
                new ConfusionRow(
                    PANEL, models[m], CLASSES.get(truth), CLASSES.get(predicted), clips));
          }
        }
      }
    }
    return rows;
  }

  private List<SpeakerRow> speakers() {
    List<SpeakerRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      rows.add(new SpeakerRow(PANEL, models[m], GROUPS[m], speaker, 0.55 - 0.1 * m, 33, 3));
      rows.add(new SpeakerRow(PANEL, models[m], GROUPS[m], "16", 0.68 - 0.08 * m, 34, 3));
    }
    return rows;
  }

  private List<FairnessRow> fairness() {
    List<FairnessRow> rows = new ArrayList<>();
    for (int m = 0; m < models.length; m++) {
      rows.add(new FairnessRow(PANEL, models[m], 3, 0.05 + 0.01 * m, 0.02, 0.09, 0.6, 0.5, 2));
    }
    return rows;
  }

  private static String runId(int m, int seed) {
    return Integer.toString(10 * m + seed).repeat(64).substring(0, 64);
  }
}
