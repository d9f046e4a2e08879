package org.plateau.stages.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.plateau.corpus.ReleaseOrder;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;

/**
 * Compares each release of a corpus with the next in version order (1.9 &lt; 1.10 &lt; 2.0). Ids
 * and labels are compared; nothing is decoded.
 *
 * <p>Changes: added and removed; relabelled, another class of the corpus's own; moved, another
 * split (Validation and Development are one); speaker, another one, or known against unknown;
 * audio, other samples. {@code before} and {@code after} are the two values; of an added or a
 * removed utterance the class.
 */
final class ReleaseChanges {
  private static final String MARK = "release_changes";
  private static final StructType PAIRS =
      new StructType()
          .add("from_release", DataTypes.StringType)
          .add("to_release", DataTypes.StringType)
          .add("release", DataTypes.StringType)
          .add("later", DataTypes.BooleanType);

  private final Warehouse warehouse;
  private final String corpus;

  ReleaseChanges(Warehouse warehouse, String corpus) {
    this.warehouse = warehouse;
    this.corpus = corpus;
  }

  /** Stands from the first change of any release until the comparison is written. */
  static PendingMark mark(Warehouse warehouse, String corpus) {
    return new PendingMark(warehouse, corpus, MARK);
  }

  /**
   * Compares again if a release of the corpus has changed.
   *
   * @return true if the table changed
   */
  boolean update() {
    PendingMark mark = mark(warehouse, corpus);
    if (!mark.stands()) {
      return false;
    }
    List<String> releases = listed();
    boolean changed = false;
    if (releases.size() > 1 || warehouse.exists(CorpusTables.RELEASE_CHANGES)) {
      Dataset<Row> changes = changes(releases).persist();
      changed =
          warehouse.replaceWhere(CorpusTables.RELEASE_CHANGES, Map.of("corpus", corpus), changes);
      changes.unpersist();
    }
    mark.clear();
    return changed;
  }

  private List<String> listed() {
    return warehouse
        .read(CorpusTables.RELEASES)
        .where(col("corpus").equalTo(corpus))
        .select("release")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted(ReleaseOrder.BY_VERSION)
        .toList();
  }

  private Dataset<Row> changes(List<String> releases) {
    List<Row> pairs = new ArrayList<>();
    for (int i = 1; i < releases.size(); i++) {
      String from = releases.get(i - 1);
      String to = releases.get(i);
      pairs.add(RowFactory.create(from, to, from, false));
      pairs.add(RowFactory.create(from, to, to, true));
    }
    Column clip = struct(col("audio_id"), col("speaker"), col("split"), col("consensus"));
    Dataset<Row> sides =
        warehouse
            .read(CorpusTables.UTTERANCES)
            .where(col("corpus").equalTo(corpus))
            .join(broadcast(warehouse.spark().createDataFrame(pairs, PAIRS)), "release")
            .groupBy("from_release", "to_release", "utterance")
            .agg(
                max(when(col("later").equalTo(lit(false)), clip)).as("a"),
                max(when(col("later"), clip)).as("b"));
    Column both = col("a").isNotNull().and(col("b").isNotNull());
    return sides
        .withColumn(
            "found",
            explode(
                array(
                    found("added", col("a").isNull(), "consensus"),
                    found("removed", col("b").isNull(), "consensus"),
                    found("relabelled", both.and(differs("consensus")), "consensus"),
                    found("moved", both.and(differs("split")), "split"),
                    found("speaker", both.and(differs("speaker")), "speaker"),
                    found("audio", both.and(differs("audio_id")), "audio_id"))))
        .where(col("found").isNotNull())
        .select(
            lit(corpus).as("corpus"),
            col("from_release"),
            col("to_release"),
            col("utterance"),
            col("found.change"),
            col("found.before"),
            col("found.after"));
  }

  private static Column differs(String column) {
    return col("a." + column).eqNullSafe(col("b." + column)).equalTo(lit(false));
  }

  private static Column found(String change, Column condition, String column) {
    return when(
        condition,
        struct(
            lit(change).as("change"),
            col("a." + column).as("before"),
            col("b." + column).as("after")));
  }
}
