package org.plateau.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.testing.SharedSpark;

/** A small table is written anew where Delta would search for the rows that go. */
class RewriteIT {
  private static final TableSpec NGRAMS = AnalysisTables.NGRAMS;

  @TempDir Path folder;
  private final SparkSession spark = SharedSpark.session();
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(spark, folder.resolve("ware house").toString());
  }

  @Test
  void otherPartsStayAndEveryReaderFindsTheSame() {
    for (int i = 0; i < 6; i++) {
      warehouse.replaceParts(NGRAMS, "ngram", List.of("a", "it's"), count("a", i), "note " + i);
      warehouse.replaceParts(NGRAMS, "ngram", List.of("b"), count("b", 100 + i), null);
    }

    assertThat(texts(warehouse.read(NGRAMS))).containsExactly("a 5", "b 105");
    assertThat(texts(spark.read().format("delta").load(warehouse.path(NGRAMS))))
        .containsExactly("a 5", "b 105");
    assertThat(operations()).as("created, filled, then rewritten").startsWith(12L);
    DeltaLog.clearCache();
    var snapshot = DeltaLog.forTableWithSnapshot(spark, warehouse.path(NGRAMS))._2();
    assertThat(snapshot.numOfFiles()).isEqualTo(2);
    assertThat(snapshot.checksumOpt().get().numFiles()).isEqualTo(2);
  }

  @Test
  void aNoteStandsWithItsVersionAlone() {
    assertThat(warehouse.note(NGRAMS)).as("no table").isEmpty();
    warehouse.ensure(NGRAMS);
    assertThat(warehouse.note(NGRAMS)).as("an empty table").isEmpty();

    String note = "{\"a\": \"\\u00e4\\n\"}";
    warehouse.replaceAll(NGRAMS, count("a", 1), note);
    assertThat(warehouse.note(NGRAMS)).hasValue(note);

    DeltaTable.forPath(spark, warehouse.path(NGRAMS)).delete("ngram = 'a'");
    assertThat(warehouse.note(NGRAMS)).as("another program wrote since").isEmpty();
  }

  @Test
  void aLargeTableKeepsNotesToo() {
    warehouse.append(
        NGRAMS,
        spark
            .range(0, 40, 1, 40)
            .selectExpr(
                "'c' AS corpus",
                "'1' AS release",
                "'s' AS source",
                "1 AS n",
                "CAST(id AS STRING) AS ngram",
                "id AS count"));
    assertThat(FewFiles.newest(warehouse.path(NGRAMS), spark.sessionState().newHadoopConf()))
        .as("too many files to rewrite")
        .isEmpty();

    warehouse.replaceParts(NGRAMS, "ngram", List.of("7"), count("7", 99), "seven");

    assertThat(warehouse.note(NGRAMS)).hasValue("seven");
    assertThat(warehouse.read(NGRAMS).count()).isEqualTo(40);
  }

  @Test
  void readersOfTheChangeFeedLearnWhatChangedAndNoMore() {
    TableSpec labels = CorpusTables.LABELS;
    HeldRows held = new HeldRows(warehouse);
    Map<String, String> prefix = Map.of("corpus", "c", "release", "1");
    held.append(labels, List.of(label("it's", "sad"), label("b", "sad"), label("c", "sad")));
    held.append(labels, List.of(RowFactory.create("c", "2", "b", "t", "sad", null)));
    DeltaTable table = DeltaTable.forPath(spark, warehouse.path(labels));
    assertThat(table.toDF().where("release = '1'").count()).isEqualTo(3);

    held.apply(
        labels,
        prefix,
        List.of(label("it's", "happy"), label("d", "angry")),
        List.of(label("b", "whatever")));

    Function<Dataset<Row>, List<String>> said =
        rows ->
            rows.selectExpr("concat_ws(' ', release, utterance, label)").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    assertThat(said.apply(warehouse.read(labels)))
        .containsExactly("1 c sad", "1 d angry", "1 it's happy", "2 b sad");
    assertThat(said.apply(spark.read().format("delta").load(warehouse.path(labels))))
        .containsExactly("1 c sad", "1 d angry", "1 it's happy", "2 b sad");
    Dataset<Row> feed =
        spark
            .read()
            .format("delta")
            .option("readChangeFeed", "true")
            .option("startingVersion", warehouse.version(labels).getAsLong())
            .load(warehouse.path(labels));
    assertThat(
            feed.selectExpr("concat_ws(' ', _change_type, release, utterance, label)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "delete 1 it's sad", "delete 1 b sad", "insert 1 it's happy", "insert 1 d angry");
  }

  private static Row label(String utterance, String label) {
    return RowFactory.create("c", "1", utterance, "t", label, .5);
  }

  @Test
  void aKeyThatIsNullIsRefused() {
    warehouse.replaceParts(NGRAMS, "ngram", List.of("a"), count("a", 1), "one");

    Dataset<Row> bad = count("a", 2).selectExpr("*", "CAST(NULL AS STRING) AS none");
    Dataset<Row> lacking = bad.drop("ngram").withColumnRenamed("none", "ngram");
    assertThatThrownBy(() -> warehouse.replaceParts(NGRAMS, "ngram", List.of("a"), lacking, "two"))
        .hasStackTraceContaining("NOT NULL");
    assertThat(warehouse.note(NGRAMS)).hasValue("one");
    assertThat(texts(warehouse.read(NGRAMS))).containsExactly("a 1");
  }

  @Test
  void ofTwoWritersNoneLosesTheOthersRows() throws Exception {
    warehouse.replaceParts(NGRAMS, "ngram", List.of("a"), count("a", 0), null);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<?>> writers = new ArrayList<>();
    for (String part : List.of("a", "b")) {
      writers.add(
          pool.submit(
              () -> {
                Warehouse own = Warehouse.open(spark.newSession(), warehouse.root());
                for (int i = 1; i <= 3; i++) {
                  untilWritten(own, part, i);
                }
                return null;
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    pool.shutdown();

    assertThat(texts(warehouse.read(NGRAMS))).containsExactly("a 3", "b 3");
  }

  private void untilWritten(Warehouse own, String part, int number) {
    while (true) {
      try {
        own.replaceParts(NGRAMS, "ngram", List.of(part), count(part, number), null);
        return;
      } catch (RuntimeException e) {
        if (!(e instanceof DeltaConcurrentModificationException)) {
          throw e;
        }
      }
    }
  }

  private List<Long> operations() {
    return DeltaTable.forPath(spark, warehouse.path(NGRAMS))
        .history()
        .select("version")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.orderBy("ngram").collectAsList().stream()
        .map(row -> row.getAs("ngram") + " " + row.getAs("count"))
        .toList();
  }

  private Dataset<Row> count(String ngram, long count) {
    return spark
        .createDataFrame(
            List.of(RowFactory.create(ngram, count)),
            StructType.fromDDL("ngram STRING, count BIGINT"))
        .selectExpr("'c' AS corpus", "'1' AS release", "'s' AS source", "1 AS n", "ngram", "count");
  }
}
