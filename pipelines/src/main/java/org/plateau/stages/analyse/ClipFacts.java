package org.plateau.stages.analyse;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.plateau.stages.testset.SetKey;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;

/**
 * What people said about clips.
 *
 * @param clips by corpus, release, task and utterance: human agreement, arousal, valence; NaN where
 *     unknown
 * @param releases by corpus: the release that whole-corpus test sets mean
 */
public record ClipFacts(Map<String, double[]> clips, Map<String, String> releases)
    implements Serializable {
  static final int HUMAN_AGREEMENT = 0;
  static final int AROUSAL = 1;
  static final int VALENCE = 2;

  /** Reads labels and utterances; nothing where there are none. */
  public static ClipFacts of(Warehouse warehouse) {
    Map<String, double[]> clips = new HashMap<>();
    Map<String, String> releases = new HashMap<>();
    if (!warehouse.exists(CorpusTables.LABELS) || !warehouse.exists(CorpusTables.UTTERANCES)) {
      return new ClipFacts(clips, releases);
    }
    String[] clip = {"corpus", "release", "utterance"};
    for (Row row :
        warehouse
            .read(CorpusTables.LABELS)
            .select("corpus", "release", "utterance", "task", "human_agreement")
            .join(
                warehouse
                    .read(CorpusTables.UTTERANCES)
                    .select("corpus", "release", "utterance", "arousal", "valence"),
                clip)
            .where(
                col("human_agreement")
                    .isNotNull()
                    .or(col("arousal").isNotNull())
                    .or(col("valence").isNotNull()))
            .select(
                "corpus", "release", "task", "utterance", "human_agreement", "arousal", "valence")
            .collectAsList()) {
      String release = row.getString(1);
      clips.put(
          name(row.getString(0), release, row.getString(2), row.getString(3)),
          new double[] {number(row, 4), number(row, 5), number(row, 6)});
      releases.merge(row.getString(0), release, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    return new ClipFacts(clips, releases);
  }

  private static double number(Row row, int i) {
    return row.isNullAt(i) ? Double.NaN : row.getDouble(i);
  }

  private static String name(String corpus, String release, String task, String utterance) {
    return corpus + '\t' + release + '\t' + task + '\t' + utterance;
  }

  /** One fact of each clip of a test set, NaN where unknown. */
  double[] of(SetKey key, String[] utterances, int fact) {
    String[] parts = key.testSet().split("/", -1);
    String release = parts.length > 1 ? parts[1] : releases.getOrDefault(key.corpus(), "");
    double[] values = new double[utterances.length];
    for (int i = 0; i < values.length; i++) {
      double[] facts = clips.get(name(key.corpus(), release, key.task(), utterances[i]));
      values[i] = facts == null ? Double.NaN : facts[fact];
    }
    return values;
  }
}
