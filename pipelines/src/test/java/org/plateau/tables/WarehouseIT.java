package org.plateau.tables;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.testing.SharedSpark;

class WarehouseIT {
  private static final Map<String, String> EMODB = Map.of("corpus", "emodb", "release", "1");
  private static final TableSpec LABELS = CorpusTables.LABELS;

  @TempDir Path folder;
  private SparkSession spark;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    spark = SharedSpark.session();
    warehouse = Warehouse.open(spark, folder.resolve("ware house").toString());
  }

  private Dataset<Row> labels(Row... rows) {
    return spark.createDataFrame(List.of(rows), LABELS.schema());
  }

  private static Row label(String utterance, String label, Double agreement) {
    return RowFactory.create("emodb", "1", utterance, "emodb-4", label, agreement);
  }

  private long version(TableSpec spec) {
    return DeltaTable.forPath(spark, warehouse.path(spec))
        .history()
        .select("version")
        .first()
        .getLong(0);
  }

  @Test
  void anAbsentTableReadsAsNoRowsWithItsColumns() {
    assertThat(warehouse.read(LABELS).schema().fieldNames())
        .containsExactly("corpus", "release", "utterance", "task", "label", "human_agreement");
    assertThat(warehouse.read(LABELS).count()).isZero();
    assertThat(warehouse.version(LABELS)).isEmpty();
    assertThat(warehouse.delete(LABELS, col("task").equalTo("x"))).isZero();
    assertThat(warehouse.exists(LABELS)).isFalse();
  }

  @Test
  void writingNothingCreatesNothing() {
    assertThat(warehouse.appendMissing(LABELS, labels())).isZero();
    assertThat(warehouse.replaceWhere(LABELS, EMODB, labels())).isFalse();
    assertThat(warehouse.replaceGroups(LABELS, "corpus", labels())).isEmpty();
    assertThat(warehouse.merge(LABELS, EMODB, labels(), true)).isEqualTo(Changes.NONE);
    assertThat(warehouse.present()).isEmpty();
  }

  @Test
  void aFactIsAppendedOnce() {
    Dataset<Row> first = labels(label("a", "sad", null), label("b", "happy", .5));
    assertThat(warehouse.appendMissing(LABELS, first)).isEqualTo(2);
    long version = version(LABELS);

    assertThat(warehouse.appendMissing(LABELS, first)).isZero();
    assertThat(version(LABELS)).as("no new row, no version").isEqualTo(version);
    assertThat(
            warehouse.appendMissing(LABELS, labels(label("b", "sad", 1.), label("c", "sad", 1.))))
        .isEqualTo(1);
    assertThat(version(LABELS)).isEqualTo(version + 1);
    assertThat(warehouse.read(LABELS).where("utterance = 'b'").select("label").first().getString(0))
        .as("a fact that stands is not overwritten")
        .isEqualTo("happy");
  }

  @Test
  void equalKeysInOneWriteAreRefused() {
    Dataset<Row> twice = labels(label("a", "sad", null), label("a", "happy", null));
    assertThatThrownBy(() -> warehouse.appendMissing(LABELS, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("distinct keys [corpus, release, utterance, task]")
        .hasMessageContaining("emodb,1,a,emodb-4");
    assertThatThrownBy(() -> warehouse.merge(LABELS, EMODB, twice, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> warehouse.replaceWhere(LABELS, EMODB, twice))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownColumnsAndAbsentKeysAreRefusedAndAbsentColumnsAreNull() {
    Dataset<Row> odd = labels(label("a", "sad", 1.)).withColumn("mood", col("label"));
    assertThatThrownBy(() -> warehouse.appendMissing(LABELS, odd))
        .hasMessageContaining("column mood is not in table labels");
    assertThatThrownBy(() -> warehouse.appendMissing(LABELS, labels().drop("task")))
        .hasMessageContaining("need its key");
    warehouse.appendMissing(LABELS, labels(label("a", "sad", 1.)).drop("human_agreement"));
    assertThat(warehouse.read(LABELS).first().isNullAt(5)).isTrue();
  }

  @Test
  void aSnapshotIsReplacedOnlyWhenItsContentDiffers() {
    Row other = RowFactory.create("emodb", "2", "a", "emodb-4", "sad", 1.);
    warehouse.appendMissing(LABELS, labels(other));
    assertThat(
            warehouse.replaceWhere(
                LABELS, EMODB, labels(label("a", "sad", Double.NaN), label("b", null, null))))
        .isTrue();
    long version = version(LABELS);

    assertThat(
            warehouse.replaceWhere(
                LABELS, EMODB, labels(label("b", null, null), label("a", "sad", Double.NaN))))
        .as("the order of rows is no content")
        .isFalse();
    assertThat(version(LABELS)).isEqualTo(version);
    assertThat(warehouse.replaceWhere(LABELS, EMODB, labels())).isTrue();
    assertThat(warehouse.read(LABELS).collectAsList()).containsExactly(other);
  }

  @Test
  void nullsThatMoveBetweenColumnsAreAChange() {
    TableSpec ratings = CorpusTables.RATINGS;
    Row before = RowFactory.create("emodb", "1", "a", "r", "sad", null, 1., null, null);
    Row after = RowFactory.create("emodb", "1", "a", "r", null, "sad", null, 1., null);
    warehouse.replaceWhere(
        ratings, EMODB, spark.createDataFrame(List.of(before), ratings.schema()));
    assertThat(
            warehouse.replaceWhere(
                ratings, EMODB, spark.createDataFrame(List.of(after), ratings.schema())))
        .isTrue();
    assertThat(warehouse.read(ratings).collectAsList()).containsExactly(after);
  }

  @Test
  void groupsAreReplacedTogetherInOneVersion() {
    warehouse.replaceGroups(
        LABELS,
        "utterance",
        labels(label("a", "sad", 1.), label("b's \\", "sad", 1.), label("c", "sad", 1.)));
    long version = version(LABELS);
    List<String> written =
        warehouse.replaceGroups(
            LABELS,
            "utterance",
            labels(label("a", "sad", 1.), label("b's \\", "happy", 1.), label("d", "sad", 1.)));
    assertThat(written).containsExactly("b's \\", "d");
    assertThat(version(LABELS)).isEqualTo(version + 1);
    assertThat(warehouse.read(LABELS).orderBy("utterance").collectAsList())
        .containsExactly(
            label("a", "sad", 1.),
            label("b's \\", "happy", 1.),
            label("c", "sad", 1.),
            label("d", "sad", 1.));
  }

  @Test
  void aMergeDeletesUnderAPrefixWhateverItsText() {
    String odd = "mine AND `yours's \\";
    Row stays = RowFactory.create("emodb", odd, "a", "emodb-4", "sad", 1.);
    Row goes = RowFactory.create("emodb", odd, "b", "emodb-4", "sad", 1.);
    Row elsewhere = label("b", "sad", 1.);
    warehouse.appendMissing(LABELS, labels(stays, goes, elsewhere));

    Changes changes =
        warehouse.merge(LABELS, Map.of("corpus", "emodb", "release", odd), labels(stays), true);

    assertThat(changes).isEqualTo(new Changes(0, 0, 1));
    assertThat(warehouse.read(LABELS).collectAsList()).containsExactlyInAnyOrder(stays, elsewhere);
  }

  @Test
  void aMergeTouchesOnlyRowsThatDiffer() {
    Row other = RowFactory.create("emodb", "2", "a", "emodb-4", "sad", 1.);
    warehouse.appendMissing(LABELS, labels(other));
    warehouse.merge(
        LABELS,
        EMODB,
        labels(label("a", "sad", null), label("b", "sad", Double.NaN), label("c", "sad", 1.)),
        true);
    long version = version(LABELS);
    Dataset<Row> next =
        labels(label("a", "sad", null), label("b", "sad", .5), label("d", "sad", 1.));

    assertThat(warehouse.changes(LABELS, EMODB, next)).isEqualTo(new Changes(1, 1, 1));
    assertThat(warehouse.merge(LABELS, EMODB, next, false)).isEqualTo(new Changes(1, 1, 0));
    assertThat(warehouse.merge(LABELS, EMODB, next, true)).isEqualTo(new Changes(0, 0, 1));
    assertThat(version(LABELS)).isEqualTo(version + 2);
    assertThat(warehouse.merge(LABELS, EMODB, next, true)).isEqualTo(Changes.NONE);
    assertThat(version(LABELS)).isEqualTo(version + 2);
    assertThat(warehouse.read(LABELS).where("release = '2'").collectAsList())
        .containsExactly(other);
    assertThat(warehouse.read(LABELS).count()).isEqualTo(4);
    List<String> fed =
        spark
            .read()
            .format("delta")
            .option("readChangeFeed", "true")
            .option("startingVersion", version + 1)
            .load(warehouse.path(LABELS))
            .select("utterance")
            .distinct()
            .orderBy("utterance")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(fed)
        .as("the change feed tells the changed rows alone")
        .containsExactly("b", "c", "d");
  }

  @Test
  void tablesKeepToFeaturesThatOtherReadersKnow() {
    for (TableSpec spec : Tables.all()) {
      warehouse.ensure(spec);
    }
    assertThat(warehouse.present()).isEqualTo(Tables.all());
    for (TableSpec spec : Tables.all()) {
      var snapshot = DeltaLog.forTableWithSnapshot(spark, warehouse.path(spec))._2();
      assertThat(snapshot.protocol().minReaderVersion()).as(spec.name()).isEqualTo(1);
      assertThat(warehouse.read(spec).schema().fieldNames()).isEqualTo(spec.schema().fieldNames());
    }
  }

  @Test
  void anOlderTableGainsColumnsAndANewerOneIsRefused() {
    TableSpec old = TableSpec.table("models", "old").key("model").ints("year").build();
    TableSpec present =
        TableSpec.table("models", "new")
            .key("model")
            .ints("year")
            .text("licence")
            .schemaVersion(2)
            .build();
    StructType schema = old.schema();
    warehouse.appendMissing(old, spark.createDataFrame(List.of(RowFactory.create("a", 1)), schema));

    Warehouse later = Warehouse.open(spark, warehouse.root());
    assertThat(later.read(present).collectAsList())
        .containsExactly(RowFactory.create("a", 1, null));
    assertThat(later.version(present)).as("a reader migrates nothing").hasValue(1);
    Dataset<Row> row =
        spark.createDataFrame(List.of(RowFactory.create("b", 2, "MIT")), present.schema());
    later.appendMissing(present, row);
    assertThat(later.read(present).orderBy("model").collectAsList())
        .containsExactly(RowFactory.create("a", 1, null), RowFactory.create("b", 2, "MIT"));

    Warehouse older = Warehouse.open(spark, warehouse.root());
    assertThatThrownBy(() -> older.read(old))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has schema version 2, this program knows up to 1; update Plateau");
    assertThatThrownBy(() -> older.ensure(old)).isInstanceOf(UserException.class);
  }

  @Test
  void aTableOfAnotherProgramIsRefused() {
    spark.range(3).toDF("model").write().format("delta").save(warehouse.path(RunTables.MODELS));
    assertThatThrownBy(() -> warehouse.read(RunTables.MODELS))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("was not written by Plateau");
  }

  @Test
  void longBinaryValuesLieInSmallRowGroupsAndTheSessionKeepsItsSettings() {
    spark.conf().set("parquet.block.size", "1234567");
    StructType schema =
        new StructType().add("audio_id", DataTypes.StringType).add("samples", DataTypes.BinaryType);
    byte[] samples = new byte[100_000];
    Dataset<Row> rows =
        spark.createDataFrame(
            List.of(RowFactory.create("a", samples), RowFactory.create("b", samples)), schema);
    assertThat(warehouse.appendMissing(SignalTables.AUDIO, rows)).isEqualTo(2);
    assertThat(spark.conf().get("parquet.block.size")).isEqualTo("1234567");
    spark.conf().unset("parquet.block.size");
    assertThat(spark.conf().get("parquet.page.size.row.check.min", "unset")).isEqualTo("unset");
    long bytes =
        DeltaTable.forPath(spark, warehouse.path(SignalTables.AUDIO))
            .detail()
            .select("sizeInBytes")
            .first()
            .getLong(0);
    assertThat(bytes).as("values are not compressed").isGreaterThan(200_000);
    assertThat(warehouse.appendMissing(SignalTables.AUDIO, rows)).isZero();
  }

  @Test
  void deletingRowsThatAreNotThereMakesNoVersion() {
    warehouse.appendMissing(LABELS, labels(label("a", "sad", 1.), label("b", "sad", 1.)));
    long version = version(LABELS);
    assertThat(warehouse.delete(LABELS, col("utterance").equalTo("z"))).isZero();
    assertThat(version(LABELS)).isEqualTo(version);
    assertThat(warehouse.delete(LABELS, col("utterance").equalTo("a"))).isEqualTo(1);
    assertThat(warehouse.read(LABELS).count()).isEqualTo(1);
  }

  @Test
  void aFolderThatCannotBeUsedEndsInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Warehouse.open(spark, file + "/below"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("must be a folder that can be written");
    assertThatThrownBy(() -> Warehouse.openExisting(spark, folder.resolve("none").toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> Warehouse.openExisting(spark, file.toString()))
        .isInstanceOf(UserException.class);
  }
}
