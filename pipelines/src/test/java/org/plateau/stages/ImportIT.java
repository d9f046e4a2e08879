package org.plateau.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.models.ModelAliases;
import org.plateau.stages.imports.Field;
import org.plateau.stages.imports.ImportRules;
import org.plateau.stages.imports.InputFile;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

/**
 * Imports into one warehouse: what is taken, what is refused, and that a refusal writes nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportIT {
  private static final String HEADER =
      "task,test_set,condition,model,utterance,speaker,label,prediction,logits\n";
  private static final ModelAliases ALIASES = new ModelAliases(Map.of());

  @TempDir static Path temporary;
  private static Path folder;
  private static SparkSession spark;
  private static Warehouse warehouse;

  @BeforeAll
  static void open() {
    folder = temporary.resolve("a [b] %20 ü");
    spark = SharedSpark.session();
    warehouse = Warehouse.open(spark, folder.resolve("w").toString());
  }

  private static ImportPredictions.Result take(Map<Field, String> options, Path... files) {
    ImportRules rules =
        new ImportRules(Map.of("two", List.of("A", "B")), ALIASES, options, RunCard.OWN_SOURCE);
    List<String> names = Arrays.stream(files).map(Path::toString).toList();
    return new ImportPredictions(warehouse, rules)
        .execute(InputFile.of(names, options.containsKey(Field.SOURCE)));
  }

  private static String line(String model, String utterance, String label, String logits) {
    return "two,c/1/test,clean,%s,%s,s1,%s,B,\"%s\"%n".formatted(model, utterance, label, logits);
  }

  private static Path file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text);
  }

  private static Path parquet(String name, StructType schema, Row... rows) throws IOException {
    Path written = folder.resolve("written-" + name);
    spark.createDataFrame(List.of(rows), schema).coalesce(1).write().parquet("file://" + written);
    try (Stream<Path> parts = Files.list(written)) {
      Path part = parts.filter(p -> p.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return Files.move(part, folder.resolve(name));
    }
  }

  private static StructType columns(String... withTypes) {
    StructType schema = new StructType();
    for (String each : withTypes) {
      String[] parts = each.split(" ", 2);
      schema = schema.add(parts[0], org.apache.spark.sql.types.DataType.fromDDL(parts[1]));
    }
    return schema;
  }

  private static final String[] TEXTS = {
    "task string",
    "test_set string",
    "condition string",
    "model string",
    "utterance string",
    "speaker string",
    "label string",
    "prediction string"
  };

  private static StructType texts(String... more) {
    return columns(Stream.concat(Arrays.stream(TEXTS), Arrays.stream(more)).toArray(String[]::new));
  }

  private static Row row(String utterance, Object... more) {
    List<Object> values =
        new ArrayList<>(List.of("two", "c/1/test", "clean", "m1", utterance, "s1", "A", "B"));
    values.addAll(Arrays.asList(more));
    return RowFactory.create(values.toArray());
  }

  private static Map<String, OptionalLong> versions() {
    Map<String, OptionalLong> versions = new TreeMap<>();
    for (TableSpec spec :
        List.of(RunTables.PREDICTIONS, RunTables.RUNS, AnalysisTables.PUBLISHED)) {
      versions.put(spec.name(), warehouse.version(spec));
    }
    return versions;
  }

  private static void refused(Map<Field, String> options, List<String> parts, Path... files) {
    Map<String, OptionalLong> before = versions();
    assertThatThrownBy(() -> take(options, files))
        .isInstanceOf(UserException.class)
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    assertThat(versions()).as("no version for a refused import").isEqualTo(before);
  }

  @Test
  @Order(1)
  void badImportsIntoAnEmptyWarehouseWriteNothing() throws IOException {
    Path unknownLabel =
        file("label.csv", HEADER + line("m1", "u1", "A", "[1,2]") + line("m1", "u2", "C", "[1,2]"));
    refused(Map.of(), List.of("label.csv line 3", "column label = C", "[A, B]"), unknownLabel);
    Path unknownTask =
        file("task.csv", HEADER + line("m1", "u1", "A", "[1,2]").replace("two", "six"));
    refused(Map.of(), List.of("task.csv line 2", "column task = six", "no such task"), unknownTask);
    Path twice =
        file("twice.csv", HEADER + line("m1", "u1", "A", "[1,2]") + line("m1", "u1", "A", "[1,2]"));
    refused(Map.of(), List.of("twice.csv line 3", "column utterance = u1", "line 2"), twice);
    Path length = file("length.csv", HEADER + line("m1", "u1", "A", "[1,2,3]"));
    refused(Map.of(), List.of("length.csv line 2", "column logits", "must have 2"), length);
    Path order = file("order.csv", HEADER + line("m1", "u1", "A", "[2,1]"));
    refused(Map.of(), List.of("order.csv line 2", "column logits = [2.0, 1.0]", "order"), order);
    Path nan = file("nan.csv", HEADER + line("m1", "u1", "A", "[NaN,1]"));
    refused(Map.of(), List.of("nan.csv line 2", "column logits = [NaN, 1.0]", "finite"), nan);
    Path infinite = file("inf.csv", HEADER + line("m1", "u1", "A", "[1,Infinity]"));
    refused(Map.of(), List.of("inf.csv line 2", "column logits", "finite"), infinite);
    Path missing = file("missing.csv", HEADER.replace("label,", ""));
    refused(Map.of(), List.of("missing.csv line 1", "column label", "missing"), missing);
    refused(Map.of(), List.of("empty.csv", "empty"), file("empty.csv", ""));
    refused(Map.of(), List.of("empty.jsonl", "no rows"), file("empty.jsonl", "\n"));
    refused(Map.of(), List.of("bare.csv", "no rows"), file("bare.csv", HEADER));
    Path one = file("a/same.csv", HEADER + line("m1", "u1", "A", "[1,2]"));
    Path other = file("b/same.csv", HEADER + line("m1", "u2", "A", "[1,2]"));
    refused(Map.of(), List.of("b/same.csv", "would be called same"), one, other);
    refused(Map.of(), List.of("nowhere.csv", "no such file"), folder.resolve("nowhere.csv"));
    refused(Map.of(), List.of("bare.csv"), one, folder.resolve("bare.csv"));
    assertThat(versions().values()).allMatch(OptionalLong::isEmpty);
  }

  @Test
  @Order(2)
  void badParquetFiles() throws IOException {
    Path whole = parquet("whole.parquet", texts(), row("u1"), row("u2"));
    byte[] bytes = Files.readAllBytes(whole);
    Path torn = folder.resolve("torn.parquet");
    Files.write(torn, Arrays.copyOf(bytes, bytes.length - 20));
    refused(Map.of(), List.of("torn.parquet", "no whole Parquet file"), torn);
    Path type =
        parquet(
            "type.parquet",
            columns(
                Stream.of(TEXTS)
                    .map(each -> each.replace("prediction string", "prediction int"))
                    .toArray(String[]::new)),
            RowFactory.create("two", "c/1/test", "clean", "m1", "u1", "s1", "A", 1));
    refused(Map.of(), List.of("type.parquet row 1", "column prediction = 1", "type int"), type);
    Path logits =
        parquet(
            "logits.parquet",
            texts("logits array<double>"),
            row("u1", List.of(1.0, 2.0)),
            row("u2", List.of(1.0, Double.POSITIVE_INFINITY)));
    refused(Map.of(), List.of("logits.parquet row 2", "column logits", "finite"), logits);
    assertThat(spark.conf().get("spark.sql.parquet.columnarReaderBatchSize"))
        .as("settings come back")
        .isEqualTo("64");
  }

  @Test
  @Order(3)
  void predictionsAreTakenOnce() throws IOException {
    Path lab =
        parquet(
            "lab.parquet",
            texts("logits array<float>", "seed bigint", "comment string"),
            row("u1", List.of(1f, 3f), 1L, "x"),
            row("u2", null, 1L, "y"),
            row("u1", List.of(0f, 0f), 2L, null));
    ImportPredictions.Result first = take(Map.of(), lab);
    assertThat(first.rows()).isEqualTo(3);
    assertThat(first.added()).isEqualTo(3);
    assertThat(first.runs()).isEqualTo(2);
    assertThat(first.notes()).containsExactly(lab + ": columns not read: comment");
    List<Row> rows =
        warehouse
            .read(RunTables.PREDICTIONS)
            .orderBy("seed", "utterance")
            .select("source", "experiment", "release", "logits", "loss", "speaker", "audio_id")
            .collectAsList();
    assertThat(rows.get(0).getString(0)).isEqualTo("lab");
    assertThat(rows.get(0).getString(1)).isEqualTo("exploration");
    assertThat(rows.get(0).getString(2)).isEqualTo("1");
    assertThat(rows.get(0).<Float>getList(3)).containsExactly(1f, 3f);
    assertThat(rows.get(0).getDouble(4)).isCloseTo(2 + Math.log1p(Math.exp(-2)), within(1e-12));
    assertThat(rows.get(0).getString(5)).isEqualTo("s1");
    assertThat(rows.get(0).isNullAt(6)).isTrue();
    assertThat(rows.get(1).isNullAt(4)).as("no logits, no loss").isTrue();
    assertThat(warehouse.read(RunTables.RUNS).where("status = 'imported'").count()).isEqualTo(2);

    Map<String, OptionalLong> before = versions();
    assertThat(take(Map.of(), lab).added()).isZero();
    assertThat(take(Map.of(), lab, lab).added()).isZero();
    assertThat(versions()).as("the same file twice").isEqualTo(before);
    assertThat(before.get("predictions")).hasValue(1);

    Path changed = file("lab.csv", HEADER + line("m1", "u1", "A", "[1,3]").replace("s1", "s2"));
    refused(
        Map.of(),
        List.of("lab.csv line 2", "column speaker = s2", "u1 stands already with s1"),
        changed);
    Path more =
        file(
            "more/lab.csv",
            HEADER + line("m1", "u1", "A", "[1,3]") + line("m1", "u9", "A", "[1,3]"));
    assertThat(take(Map.of(), more).added()).as("only what is new").isEqualTo(1);
  }

  @Test
  @Order(4)
  void sourcesDoNotMixAndProbabilitiesAreNoted() throws IOException {
    Path other = file("other.csv", HEADER + line("m1", "u1", "A", "[0.25,0.75]"));
    ImportPredictions.Result result = take(Map.of(Field.SOURCE, "other lab"), other);
    assertThat(result.added()).isEqualTo(1);
    assertThat(result.notes()).hasSize(1).first().asString().contains("1 rows", "probabilities");
    List<Row> rows =
        warehouse
            .read(RunTables.PREDICTIONS)
            .where("model = 'm1' AND utterance = 'u1'")
            .select("source", "run_id")
            .distinct()
            .collectAsList();
    assertThat(rows.stream().map(row -> row.getString(0))).contains("lab", "other lab");
    assertThat(rows.stream().map(row -> row.getString(1)).distinct()).hasSize(3);
    assertThat(
            warehouse
                .read(RunTables.PREDICTIONS)
                .where("source = 'other lab'")
                .first()
                .<Double>getAs("loss"))
        .isCloseTo(Math.log(4), within(1e-15));
  }

  @Test
  @Order(5)
  void twoFilesMayShareRowsThatAgree() throws IOException {
    Path one =
        file("one.csv", HEADER + line("m2", "u1", "A", "[1,2]") + line("m2", "u2", "A", "[1,2]"));
    Path two = file("two.csv", HEADER + line("m2", "u2", "A", "[1,2]"));
    Path odd = file("odd.csv", HEADER + line("m2", "u2", "B", "[1,2]"));
    Map<Field, String> source = Map.of(Field.SOURCE, "shared");
    refused(source, List.of("odd.csv line 2", "column utterance = u2", "one.csv line 3"), one, odd);
    assertThat(take(source, one, two).added()).isEqualTo(2);
  }

  @Test
  @Order(6)
  void publishedScoresAreTakenOnce() throws IOException {
    String header =
        "source,paper_table,experiment,task,release,test_set,condition,model,metric,value\n";
    Path scores = file("scores.csv", header + "p,1,exploration,two,1,c/1/test,clean,m1,uar,0.5\n");
    ImportScores imports = new ImportScores(warehouse, Set.of("two"), ALIASES);
    assertThat(imports.execute(List.of(scores)).added()).isEqualTo(1);
    Map<String, OptionalLong> before = versions();
    assertThat(imports.execute(List.of(scores)).added()).isZero();
    Path other = file("worse.csv", header + "p,1,exploration,two,1,c/1/test,clean,m1,uar,0.4\n");
    assertThatThrownBy(() -> imports.execute(List.of(other)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "worse.csv line 2, column value = 0.4: model m1 stands already with 0.5");
    assertThat(versions()).isEqualTo(before);
    assertThat(warehouse.read(AnalysisTables.PUBLISHED).schema().apply("value").dataType())
        .isEqualTo(DataTypes.DoubleType);
  }
}
