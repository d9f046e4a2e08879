package org.plateau.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.config.UserException;
import org.plateau.stages.sql.SqlFormat;
import org.plateau.stages.sql.SqlViews;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

class SqlIT {
  @TempDir static Path folder;
  private static Warehouse warehouse;
  private static Sql sql;

  @BeforeAll
  static void fill() {
    SparkSession spark = SharedSpark.session();
    warehouse = Warehouse.open(spark, folder.resolve("w").toString());
    TableSpec labels = CorpusTables.LABELS;
    List<Row> rows =
        List.of(
            RowFactory.create("emodb", "1", "a", "emodb-4", "sad, \"blue\"", 1 / 3.),
            RowFactory.create("emodb", "1", "b", "emodb-4", null, Double.NaN),
            RowFactory.create("emodb", "1", "c", "emodb-4", "", null));
    warehouse.appendMissing(labels, spark.createDataFrame(rows, labels.schema()));
    sql =
        new Sql(
            warehouse,
            Map.of(
                "sad", "-- those that are sad\nSELECT * FROM labels WHERE label LIKE 'sad%';",
                "sad_count", "SELECT count(*) AS n FROM sad",
                "circle", "SELECT * FROM circle",
                "broken", "SELECT mood FROM labels",
                "evil", "DROP TABLE labels",
                "unready", "SELECT * FROM scores",
                "torn", "SELECT * FROM nothing"));
  }

  private static String print(String query, SqlFormat format) {
    StringBuilder out = new StringBuilder();
    try {
      sql.print(query, format, out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toString();
  }

  private static String refusal(String query) {
    try {
      print(query, SqlFormat.CSV);
    } catch (UserException e) {
      assertThat(e.getMessage()).as("one line").doesNotContain("\n").startsWith("sql: ");
      return e.getMessage();
    }
    throw new AssertionError("not refused: " + query);
  }

  @Test
  void csvFollowsTheStandard() {
    assertThat(
            print(
                "SELECT utterance, label, human_agreement, label IS NULL AS `no, label` FROM labels"
                    + " ORDER BY 1",
                SqlFormat.CSV))
        .isEqualTo(
            "utterance,label,human_agreement,\"no, label\"\r\n"
                + "a,\"sad, \"\"blue\"\"\",0.3333333333333333,false\r\n"
                + "b,,NaN,true\r\n"
                + "c,\"\",,false\r\n");
  }

  @Test
  void csvWithNoRowsStillHasItsHeader() {
    assertThat(print("SELECT task, label FROM labels WHERE false", SqlFormat.CSV))
        .isEqualTo("task,label\r\n");
  }

  @Test
  void nestedAndOddValuesInCsvAndJson() {
    String query =
        "SELECT array(1.5D, double('NaN'), null) AS a, named_struct('k', 'ü\"') AS s, map('x', 1) AS m,"
            + " 12345678901.50BD AS d, X'00ff' AS b, timestamp'2026-01-02 03:04:05Z' AS t,"
            + " float(0.1) AS f, 1 AS f";
    assertThat(print(query, SqlFormat.CSV))
        .isEqualTo(
            "a,s,m,d,b,t,f,f\r\n\"[1.5,\"\"NaN\"\",null]\",\"{\"\"k\"\":\"\"ü\\\"\"\"\"}\","
                + "\"{\"\"x\"\":1}\",12345678901.50,AP8=,2026-01-02T03:04:05Z,0.1,1\r\n");
    assertThat(print(query, SqlFormat.JSON))
        .isEqualTo(
            "{\"a\":[1.5,\"NaN\",null],\"s\":{\"k\":\"ü\\\"\"},\"m\":{\"x\":1},"
                + "\"d\":12345678901.50,\"b\":\"AP8=\",\"t\":\"2026-01-02T03:04:05Z\","
                + "\"f\":0.1,\"f_2\":1}\n");
  }

  @Test
  void aTableForPeopleIsAligned() {
    assertThat(print("SELECT 'ü' AS name, 7 AS n UNION ALL SELECT 'long', 12", SqlFormat.TABLE))
        .isEqualTo("name   n\n----  --\nü      7\nlong  12\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT corpus, count(*), avg(human_agreement) FROM labels GROUP BY ALL HAVING count(*) > 0",
        "WITH x AS (SELECT * FROM labels) SELECT * FROM x WHERE label IN (SELECT label FROM labels)",
        "WITH labels AS (SELECT * FROM labels) SELECT count(*) FROM labels",
        "SELECT l.*, r.label FROM labels l LEFT JOIN labels r USING (corpus, release, utterance)",
        "SELECT DISTINCT label FROM labels ORDER BY label LIMIT 2 OFFSET 1",
        "SELECT *, rank() OVER w FROM labels WINDOW w AS (PARTITION BY task ORDER BY label)",
        "SELECT * FROM labels UNION SELECT * FROM labels EXCEPT SELECT * FROM labels",
        "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, y), range(2)",
        "SELECT x FROM labels LATERAL VIEW explode(array(1, 2)) AS x WHERE EXISTS (SELECT 1)",
        "SELECT * FROM labels PIVOT (count(*) FOR label IN ('sad'))",
        "SELECT (SELECT max(label) FROM labels) AS m, 1; ",
        "FROM labels SELECT label",
        "SHOW TABLES",
        "SHOW VIEWS",
        "SHOW COLUMNS IN labels",
        "SHOW FUNCTIONS LIKE 'aver*'",
        "DESCRIBE labels",
        "DESCRIBE TABLE EXTENDED labels",
        "DESCRIBE FUNCTION avg",
        "DESCRIBE QUERY SELECT * FROM labels",
        "EXPLAIN SELECT * FROM sad_count",
        "SELECT n FROM sad_count"
      })
  void whatReadsIsAllowed(String query) {
    assertThat(print(query, SqlFormat.CSV)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE labels",
        "DELETE FROM labels",
        "INSERT INTO labels SELECT * FROM labels",
        "WITH x AS (SELECT * FROM labels) INSERT INTO labels SELECT * FROM x",
        "FROM labels INSERT INTO labels SELECT *",
        "INSERT OVERWRITE DIRECTORY '/tmp/stolen' USING csv SELECT 1",
        "UPDATE labels SET label = 'x'",
        "MERGE INTO labels USING labels AS s ON true WHEN MATCHED THEN DELETE",
        "CREATE TABLE t AS SELECT 1",
        "CREATE TEMPORARY VIEW v AS SELECT 1",
        "CREATE FUNCTION f AS 'org.example.F'",
        "TRUNCATE TABLE labels",
        "SET spark.sql.runSQLOnFiles = true",
        "RESET",
        "ADD JAR '/tmp/x.jar'",
        "LIST JARS",
        "USE other",
        "CACHE TABLE labels",
        "REFRESH TABLE labels",
        "VACUUM labels",
        "OPTIMIZE labels",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE labels",
        "BEGIN SELECT 1; END",
        "EXECUTE IMMEDIATE 'DROP TABLE labels'",
        "EXPLAIN DROP TABLE labels",
        "SELECT * FROM delta.`/etc`",
        "SELECT * FROM parquet.`/etc/passwd`",
        "SELECT * FROM text.`file:///etc/passwd`",
        "SELECT * FROM labels WHERE label = (SELECT first(value) FROM text.`/etc/passwd`)",
        "WITH x AS (SELECT * FROM csv.`/etc/passwd`) SELECT * FROM x",
        "SELECT * FROM table_changes_by_path('/etc', 0)",
        "SELECT * FROM IDENTIFIER('text.`/etc/passwd`')",
        "SELECT TRANSFORM (label) USING 'cat' AS (x) FROM labels",
        "SELECT java_method('java.lang.System', 'exit', 0)",
        "SELECT 1 FROM labels WHERE reflect('java.lang.System', 'getenv', 'HOME') = 'x'",
        "SELECT * FROM evil",
        "",
        "SELEC 1"
      })
  void whatMightDoMoreIsRefusedInOneLine(String query) {
    assertThat(refusal(query)).contains("only one SELECT, WITH, SHOW, DESCRIBE or EXPLAIN");
  }

  @Test
  void anUnknownNameIsToldWithTheNearestAndAll() {
    assertThat(refusal("SELECT * FROM lables"))
        .contains("lables is neither a table nor a view")
        .contains("did you mean labels?")
        .contains("present: broken, circle, evil, labels, sad, sad_count, torn, unready");
    assertThat(refusal("SELECT * FROM scores")).contains("scores is not yet in");
    assertThat(print("SELECT model FROM unready", SqlFormat.CSV)).isEqualTo("model\r\n");
    assertThat(refusal("SELECT * FROM torn")).contains("(used by view torn)");
    assertThatThrownBy(() -> sql.query("SELECT * FROM circle"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void mistakesInsideAQueryAreOneLine() {
    assertThat(refusal("SELECT lable FROM labels")).contains("lable").contains("`label`");
    assertThat(refusal("SELECT mood FROM broken")).contains("mood");
    assertThat(refusal("SELECT 1 / (length(utterance) - 1) FROM labels"))
        .contains("DIVIDE_BY_ZERO");
    assertThat(refusal("SELECT nosuch(label) FROM labels")).contains("nosuch");
  }

  @Test
  void onlyWhatTheQueryReachesIsRegistered() {
    Sql fresh = new Sql(warehouse, Map.of("broken", "SELECT mood FROM labels"));
    assertThat(fresh.query("SELECT count(*) FROM labels").first().getLong(0)).isEqualTo(3);
    assertThat(SharedSpark.session().catalog().tableExists("labels"))
        .as("the caller's session is left alone")
        .isFalse();
  }

  @Test
  void viewsAreReadFromAFolder() throws IOException {
    Path views = Files.createDirectories(folder.resolve("sql"));
    assertThat(SqlViews.load(folder.resolve("nowhere"))).isEmpty();
    Files.writeString(views.resolve("all_labels.sql"), "SELECT * FROM labels");
    Files.writeString(views.resolve("README.md"), "no view");
    assertThat(SqlViews.load(views))
        .containsExactly(Map.entry("all_labels", "SELECT * FROM labels"));
    Files.writeString(views.resolve("Bad Name.sql"), "SELECT 1");
    assertThatThrownBy(() -> SqlViews.load(views))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Bad Name.sql");
  }
}
