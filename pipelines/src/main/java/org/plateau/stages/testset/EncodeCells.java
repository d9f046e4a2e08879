package org.plateau.stages.testset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/** Encodes a partition of the predictions: rows in, one block a test set out. */
final class EncodeCells implements Serializable {
  private static final long serialVersionUID = 1L;

  static final List<String> COLUMNS =
      List.of(
          "run_id",
          "test_set",
          "condition",
          "utterance",
          "source",
          "experiment",
          "task",
          "release",
          "model",
          "seed",
          "speaker",
          "label",
          "prediction",
          "loss");
  static final String LOGITS = "logits";
  private static final int RUN = 0;
  private static final int TEST_SET = 1;
  private static final int CONDITION = 2;
  private static final int UTTERANCE = 3;
  private static final int SEED = COLUMNS.indexOf("seed");
  private static final int SPEAKER = COLUMNS.indexOf("speaker");
  private static final int LABEL = COLUMNS.indexOf("label");
  private static final int PREDICTION = COLUMNS.indexOf("prediction");
  private static final int LOSS = COLUMNS.indexOf("loss");
  private static final int LOGITS_COLUMN = COLUMNS.size();

  private final Map<String, List<String>> classesByTask;
  private final RunFacts facts;
  private final boolean confidence;

  /**
   * @param confidence whether the cells have logits after {@link #COLUMNS}
   */
  EncodeCells(Map<String, List<String>> classesByTask, RunFacts facts, boolean confidence) {
    this.classesByTask = classesByTask;
    this.facts = facts;
    this.confidence = confidence;
  }

  Iterator<Tuple2<SetKey, Block>> blocks(Cells cells) {
    return new Pass(cells).blocks();
  }

  /** Where the rows of one run on one test set go. */
  private record Target(BlockBuilder builder, RunClips run) {}

  /** One partition. */
  private final class Pass {
    private final Cells cells;
    private final Map<SetKey, BlockBuilder> builders = new LinkedHashMap<>();
    private final Map<List<UTF8String>, List<Target>> targets = new HashMap<>();
    private final Names names = new Names();
    private List<Target> current;

    Pass(Cells cells) {
      this.cells = cells;
    }

    Iterator<Tuple2<SetKey, Block>> blocks() {
      while (cells.next()) {
        if (names.changed(cells)) {
          current = targets.computeIfAbsent(names.values(), name -> targets());
        }
        for (Target target : current) {
          add(target);
        }
      }
      return builders.values().stream()
          .map(builder -> new Tuple2<>(builder.key(), builder.build()))
          .iterator();
    }

    private List<Target> targets() {
      String run = cells.text(RUN).toString();
      if (facts.superseded().contains(run)) {
        return List.of();
      }
      List<Target> found = new ArrayList<>();
      found.add(target(run, cells.text(TEST_SET).toString()));
      RunFacts.Pool pool = facts.folds().get(run);
      if (pool != null) {
        found.add(target(pool.runId(), pool.testSet()));
      }
      return found;
    }

    private Target target(String run, String testSet) {
      SetKey key =
          new SetKey(
              text("source"),
              text("task"),
              text("release"),
              testSet,
              cells.text(CONDITION).toString());
      List<String> classes = classesByTask.get(key.task());
      BlockBuilder builder =
          builders.computeIfAbsent(
              key,
              k -> new BlockBuilder(k, classes, classes == null ? unknownTask(key.task()) : null));
      return new Target(
          builder,
          builder.run(
              run, text("experiment"), text("model"), cells.isNull(SEED) ? 0 : cells.number(SEED)));
    }

    private String text(String column) {
      int i = COLUMNS.indexOf(column);
      return cells.isNull(i) ? "" : cells.text(i).toString();
    }

    private void add(Target target) {
      BlockBuilder builder = target.builder();
      if (builder.hasProblem()) {
        return;
      }
      int clip = builder.clip(cells.text(UTTERANCE));
      if (!cells.isNull(SPEAKER)) {
        target.run().knowsSpeakers();
        if (!builder.hasSpeaker(clip)) {
          builder.speaker(clip, cells.text(SPEAKER));
        }
      }
      byte label = cells.isNull(LABEL) ? RunClips.NO_LABEL : builder.labels().classOf(cells, LABEL);
      byte prediction = builder.predictions().classOf(cells, PREDICTION);
      double loss = cells.isNull(LOSS) ? Double.NaN : cells.real(LOSS);
      target.run().add(clip, label, prediction, (float) loss);
      if (confidence && label >= 0 && !builder.hasProblem() && !cells.isNull(LOGITS_COLUMN)) {
        target.run().addConfidence(label, cells.reals(LOGITS_COLUMN), loss);
      }
    }
  }

  private String unknownTask(String task) {
    return "task %s: predictions name it, but the configuration does not; known are %s"
        .formatted(task, classesByTask.keySet().stream().sorted().toList());
  }

  /** Run, test set and condition of the latest row: most rows repeat them. */
  private static final class Names {
    private final UTF8String[] values = new UTF8String[CONDITION + 1];
    private final int[] codes = new int[CONDITION + 1];
    private long meaning = -1;

    Names() {
      Arrays.fill(codes, Cells.NO_CODE);
    }

    /** Takes the row's; true if they differ from those before. */
    boolean changed(Cells cells) {
      boolean comparable = meaning == cells.codes();
      meaning = cells.codes();
      boolean changed = false;
      for (int c = 0; c < values.length; c++) {
        int code = cells.code(c);
        boolean same = comparable && code != Cells.NO_CODE && code == codes[c];
        if (!same) {
          codes[c] = code;
          UTF8String text = cells.text(c);
          if (!text.equals(values[c])) {
            values[c] = text.clone();
            changed = true;
          }
        }
      }
      return changed;
    }

    List<UTF8String> values() {
      return List.of(values);
    }
  }
}
