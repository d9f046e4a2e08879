package org.plateau.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.testing.SharedSpark;

/** Rows that the driver reads by itself must be those that Spark reads. */
class DriverRowsIT {
  @TempDir Path folder;
  private final SparkSession spark = SharedSpark.session();
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(spark, folder.resolve("a ä %20 #1").toString());
  }

  /** Rows with a value of its own in every column, or null in every second row where allowed. */
  private static List<Row> rows(TableSpec spec, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] values = new Object[spec.schema().size()];
      for (int column = 0; column < values.length; column++) {
        StructField field = spec.schema().fields()[column];
        boolean none = i % 2 == 1 && field.nullable() && !spec.keys().contains(field.name());
        values[column] = none ? null : value(field, i);
      }
      rows.add(RowFactory.create(values));
    }
    return rows;
  }

  private static Object value(StructField field, int i) {
    DataType type = field.dataType();
    if (type.equals(DataTypes.DoubleType)) {
      return i / 3.0;
    } else if (type.equals(DataTypes.IntegerType)) {
      return -i;
    } else if (type.equals(DataTypes.LongType)) {
      return (1L << 40) + i;
    } else if (type.equals(DataTypes.TimestampType)) {
      return Timestamp.from(Instant.parse("1931-05-06T07:08:09.123456Z").plusSeconds(i));
    }
    return field.name().equals("corpus") ? "c" + i % 3 : field.name() + " ü'" + i;
  }

  private void check(TableSpec spec) {
    warehouse.append(spec, spark.createDataFrame(rows(spec, 7), spec.schema()));
    assertThat(warehouse.held(spec, Map.of()))
        .hasSize(7)
        .containsExactlyInAnyOrderElementsOf(warehouse.read(spec).collectAsList());
    assertThat(warehouse.held(spec, Map.of("corpus", "c1")))
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(
            warehouse.read(spec).where("corpus = 'c1'").collectAsList());
    assertThat(DriverRows.read(warehouse.path(spec), spec.schema(), Map.of(), hadoop()))
        .as("read without Spark")
        .isPresent();
  }

  private Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }

  @Test
  void valuesOfEveryKindAreThoseOfSpark() {
    check(CorpusTables.UTTERANCES);
    check(CorpusTables.LABELS);
    check(CorpusTables.RELEASES);
  }

  @Test
  void columnsComeInTheOrderAskedAndAnAbsentTableHasNoRows() {
    TableSpec spec = CorpusTables.LABELS;
    assertThat(warehouse.held(spec, Map.of())).isEmpty();
    warehouse.append(spec, spark.createDataFrame(rows(spec, 2), spec.schema()));

    List<Row> rows = warehouse.held(spec, Map.of(), "utterance", "corpus");
    assertThat(rows.get(0).schema().fieldNames()).containsExactly("utterance", "corpus");
    assertThat(rows)
        .extracting(row -> row.getAs("corpus") + " " + row.getAs("utterance"))
        .containsExactlyInAnyOrder("c0 utterance ü'0", "c1 utterance ü'1");
  }

  @Test
  void whatTheFilesLackIsNull() {
    TableSpec spec = CorpusTables.LABELS;
    warehouse.append(spec, spark.createDataFrame(rows(spec, 2), spec.schema()));

    StructType wider = spec.schema().add("later", DataTypes.LongType);
    assertThat(DriverRows.read(warehouse.path(spec), wider, Map.of(), hadoop()).orElseThrow())
        .hasSize(2)
        .allMatch(row -> row.isNullAt(wider.size() - 1) && row.getString(0) != null);
  }

  @Test
  void whatPlainFilesDoNotTellIsLeftToSpark() {
    TableSpec spec = CorpusTables.LABELS;
    warehouse.append(spec, spark.createDataFrame(rows(spec, 3), spec.schema()));
    String table = "delta.`" + warehouse.path(spec) + "`";
    spark.sql("ALTER TABLE " + table + " SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    spark.sql("ALTER TABLE " + table + " RENAME COLUMN human_agreement TO agreement");

    assertThat(DriverRows.read(warehouse.path(spec), spec.schema(), Map.of(), hadoop()))
        .isEqualTo(Optional.empty());
    assertThat(warehouse.held(spec, Map.of("corpus", "c2"))).hasSize(1);
  }
}
