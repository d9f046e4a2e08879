package org.plateau.tables;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.testing.SharedSpark;

/** What the log says must be what Delta's own reader finds. */
class FewFilesIT {
  private static final TableSpec LABELS = CorpusTables.LABELS;

  @TempDir Path folder;
  private final SparkSession spark = SharedSpark.session();

  @Test
  void rowsAreThoseOfDeltasReaderBeyondACheckpointAndBelowAnOddFolder() throws IOException {
    Warehouse warehouse = warehouse("user=me ä %20 #1");
    for (int i = 0; i < 11; i++) {
      warehouse.append(LABELS, label("u" + i, i % 2 == 0 ? "sad" : null));
    }
    warehouse.delete(LABELS, col("utterance").equalTo("u3"));
    Path log = Path.of(warehouse.path(LABELS).replace("file:", "")).resolve("_delta_log");
    try (var files = Files.list(log)) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".checkpoint.parquet"));
    }

    assertThat(files(warehouse)).hasValueSatisfying(files -> assertThat(files).hasSize(10));
    assertThat(warehouse.read(LABELS).dtypes()).isEqualTo(delta(warehouse).dtypes());
    assertThat(warehouse.read(LABELS).collectAsList())
        .hasSize(10)
        .containsExactlyInAnyOrderElementsOf(delta(warehouse).collectAsList());

    warehouse.delete(LABELS, col("utterance").isNotNull());
    assertThat(files(warehouse)).hasValue(List.of());
    assertThat(warehouse.read(LABELS).count()).isZero();
  }

  @Test
  void whatPlainFilesDoNotTellIsLeftToDelta() {
    Warehouse warehouse = warehouse("renamed");
    warehouse.append(LABELS, labels("a", "b", "c"));
    spark.sql(
        "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')"
            .formatted(warehouse.path(LABELS)));
    spark.sql(
        "ALTER TABLE delta.`%s` RENAME COLUMN human_agreement TO agreement"
            .formatted(warehouse.path(LABELS)));

    assertThat(files(warehouse)).isEmpty();
    assertThat(warehouse.read(LABELS).where("human_agreement IS NULL").count()).isEqualTo(3);
  }

  @Test
  void aFolderThatSparkWouldTakeForAPatternIsLeftToDelta() {
    Warehouse warehouse = warehouse("[a]{b}*");
    warehouse.append(LABELS, label("a", "sad"));

    assertThat(files(warehouse)).isEmpty();
    assertThat(warehouse.read(LABELS).count()).isEqualTo(1);
  }

  @Test
  void aTableOfManyFilesIsLeftToDelta() {
    Warehouse warehouse = warehouse("many");
    warehouse.append(LABELS, labels("a", "b"));
    Dataset<Row> more =
        labels(IntStream.range(0, 31).mapToObj(i -> "u" + i).toArray(String[]::new));
    more.coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .option("maxRecordsPerFile", 1)
        .save(warehouse.path(LABELS));

    assertThat(delta(warehouse).inputFiles()).hasSizeGreaterThan(32);
    assertThat(files(warehouse)).isEmpty();
    assertThat(warehouse.read(LABELS).count()).isEqualTo(33);
  }

  private Warehouse warehouse(String name) {
    return Warehouse.open(spark, folder.resolve(name).toString());
  }

  private Optional<List<String>> files(Warehouse warehouse) {
    return FewFiles.newest(warehouse.path(LABELS), spark.sessionState().newHadoopConf());
  }

  private Dataset<Row> delta(Warehouse warehouse) {
    return spark.read().format("delta").load(warehouse.path(LABELS));
  }

  private Dataset<Row> label(String utterance, String label) {
    Row row = RowFactory.create("emodb", "1", utterance, "emodb-4", label, .5);
    return spark.createDataFrame(List.of(row), LABELS.schema());
  }

  private Dataset<Row> labels(String... utterances) {
    return List.of(utterances).stream()
        .map(name -> label(name, "sad"))
        .reduce(Dataset::unionAll)
        .orElseThrow();
  }
}
