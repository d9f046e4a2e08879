package org.plateau.stages.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

/** Result tables are written where their rows differ, whoever wrote them last. */
class SnapshotsIT {
  private static final TableSpec NGRAMS = AnalysisTables.NGRAMS;

  @TempDir Path folder;
  private final SparkSession spark = SharedSpark.session();
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(spark, folder.resolve("warehouse").toString());
  }

  private Snapshots.Result write(String... rows) {
    return write(Set.of("a", "b", "stranger"), rows);
  }

  /** Rows such as "a one 5": corpus, n-gram, count. */
  private Snapshots.Result write(Set<String> owned, String... rows) {
    JavaRDD<TableRow> all =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(Arrays.stream(rows).map(SnapshotsIT::row).toList(), 2);
    return new Snapshots(warehouse, List.of(NGRAMS), "corpus").write(all, owned::contains);
  }

  private static TableRow row(String text) {
    String[] words = text.split(" ");
    return new TableRow.Builder(NGRAMS)
        .with("corpus", words[0])
        .with("release", "1")
        .with("source", "s")
        .with("n", 1)
        .with("ngram", words[1])
        .with("count", Long.parseLong(words[2]))
        .row(words[0]);
  }

  private List<String> standing() {
    return warehouse.read(NGRAMS).orderBy("corpus", "ngram").collectAsList().stream()
        .map(row -> row.getAs("corpus") + " " + row.getAs("ngram") + " " + row.getAs("count"))
        .toList();
  }

  private long version() {
    return warehouse.version(NGRAMS).orElse(-1);
  }

  @Test
  void equalRowsMakeNoVersionAndOtherRowsOneOfThatPart() {
    assertThat(write("a one 1", "a two 2", "b one 3").written()).containsExactly("a", "b");
    long first = version();

    assertThat(write("b one 3", "a two 2", "a one 1").written()).isEmpty();
    assertThat(version()).isEqualTo(first);

    Snapshots.Result changed = write("a one 1", "a two 2", "b one 4");
    assertThat(changed.written()).containsExactly("b");
    assertThat(version()).isEqualTo(first + 1);
    assertThat(standing()).containsExactly("a one 1", "a two 2", "b one 4");

    assertThat(write("a one 1", "a two 2", "b one 4").written()).isEmpty();
    assertThat(version()).isEqualTo(first + 1);
  }

  @Test
  void partsWithoutRowsGoWhereTheyAreOwned() {
    write("a one 1", "b one 3");

    assertThat(write(Set.of("b"), "b one 3").removed()).as("a is not ours").isEmpty();
    Snapshots.Result result = write("b one 3");
    assertThat(result.removed()).containsExactly("a");
    assertThat(result.written()).isEmpty();
    assertThat(standing()).containsExactly("b one 3");

    assertThat(write().removed()).containsExactly("b");
    assertThat(standing()).isEmpty();
    long version = version();
    assertThat(write().removed()).isEmpty();
    assertThat(version()).isEqualTo(version);
  }

  @Test
  void whatAnotherProgramWroteIsSeen() {
    write("a one 1", "b one 3");
    DeltaTable table = DeltaTable.forPath(spark, warehouse.path(NGRAMS));
    table.updateExpr("corpus = 'a'", java.util.Map.of("count", "9"));
    table.updateExpr("corpus = 'b'", java.util.Map.of("corpus", "'stranger'"));

    Snapshots.Result mended = write("a one 1", "b one 3");

    assertThat(mended.removed()).containsExactly("stranger");
    assertThat(standing()).containsExactly("a one 1", "b one 3");
    long version = version();
    assertThat(write("a one 1", "b one 3").written()).isEmpty();
    assertThat(version()).isEqualTo(version);
  }

  @Test
  void aNoteOfAnotherKindIsNoKnowledge() {
    write("a one 1");
    JavaRDD<TableRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of(row("a one 2")), 1);
    warehouse.replaceAll(
        NGRAMS, spark.createDataFrame(rows.map(TableRow::row), NGRAMS.schema()), "{\"parts\": 3}");

    assertThat(write("a one 1").written()).containsExactly("a");
    assertThat(standing()).containsExactly("a one 1");
  }
}
