package org.plateau.stages.testset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.plateau.stats.SpeakerScores;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;

/** Gender of the speakers of each corpus. */
public final class SpeakerGenders implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> genders;

  private SpeakerGenders(Map<String, String> genders) {
    this.genders = new HashMap<>(genders);
  }

  /** Speakers whose utterances agree on it, from {@code utterances}. */
  public static SpeakerGenders of(Warehouse warehouse) {
    Map<String, String> genders = new HashMap<>();
    if (warehouse.exists(CorpusTables.UTTERANCES)) {
      warehouse
          .read(CorpusTables.UTTERANCES)
          .where(col("speaker").isNotNull().and(col("gender").isNotNull()))
          .groupBy("corpus", "speaker")
          .agg(min("gender"), max("gender"))
          .collectAsList()
          .stream()
          .filter(row -> row.getString(2).equals(row.getString(3)))
          .forEach(row -> genders.put(key(row.getString(0), row.getString(1)), row.getString(2)));
    }
    return new SpeakerGenders(genders);
  }

  private static String key(String corpus, String speaker) {
    return corpus + "/" + speaker;
  }

  /**
   * Mean scores of women and men, each speaker with the same weight.
   *
   * @param female null if no speaker is known to be a woman
   * @param male null if no speaker is known to be a man
   */
  public record Means(Double female, Double male) {
    /** Women minus men; null where one of them is unknown. */
    public Double gap() {
      return female == null || male == null ? null : Double.valueOf(female - male);
    }
  }

  /** The means of a corpus's speakers. */
  public Means means(String corpus, SpeakerScores scores) {
    return new Means(mean(corpus, scores, "female"), mean(corpus, scores, "male"));
  }

  private Double mean(String corpus, SpeakerScores scores, String gender) {
    double sum = 0;
    int speakers = 0;
    for (SpeakerScores.Score score : scores.scores()) {
      if (gender.equals(genders.get(key(corpus, score.speaker())))) {
        sum += score.value();
        speakers++;
      }
    }
    return speakers == 0 ? null : Double.valueOf(sum / speakers);
  }
}
