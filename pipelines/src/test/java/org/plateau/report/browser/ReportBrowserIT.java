package org.plateau.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.report.HtmlReport;
import org.plateau.report.SampleTables;
import org.plateau.report.SampleViews;
import org.plateau.stages.WriteReport;
import org.plateau.stats.SplitMix64;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

/**
 * The report in a real browser. Over sample tables, or over a warehouse given as {@code
 * -Dplateau.report.warehouse=DIR} (and {@code -Dplateau.report.against=SOURCE}). Pictures of every
 * page stay in {@code target/report-browser}.
 */
@Tag("browser")
class ReportBrowserIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("target", "report-browser").toAbsolutePath();
  private static final List<Integer> WIDTHS = List.of(390, 1400);
  private static final int CELLS = 20;
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9,]*(\\.[0-9]+)?");

  /** Marks by query, and filled cells of tables, as a browser sees them. */
  private static final String EXHIBITS =
      """
      JSON.stringify({
        figures: [...document.querySelectorAll('svg[data-sql]')].map(svg => ({
          sql: svg.dataset.sql, marks: svg.querySelectorAll('.mark').length})),
        cells: [...document.querySelectorAll('table[data-sql]')].flatMap(table =>
          [...table.tBodies[0].rows].flatMap((row, line) =>
            [...row.cells].filter(cell => cell.dataset.col).map(cell => ({
              sql: table.dataset.sql, columns: cell.dataset.col, text: cell.textContent,
              row: cell.dataset.row === undefined ? line : Number(cell.dataset.row),
              number: cell.classList.contains('num')}))))
      })""";

  @TempDir static Path profile;
  private static SparkSession spark;
  private static Chromium browser;
  private static List<Path> pages;

  private record Figure(String sql, int marks) {}

  private record Cell(String sql, String columns, String text, int row) {}

  @BeforeAll
  static void writeReportAndOpenBrowser() throws Exception {
    spark = SharedSpark.session().newSession();
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    String warehouse = System.getProperty("plateau.report.warehouse");
    String against = System.getProperty("plateau.report.against", "");
    if (warehouse == null) {
      HtmlReport.write(
          SampleTables.header("paper"), SampleViews.register(spark, SampleTables.full()), FOLDER);
    } else {
      Warehouse tables = Warehouse.openExisting(spark, warehouse);
      new WriteReport(tables).execute(SampleTables.header(against), FOLDER);
      Tables.all().stream()
          .filter(tables::exists)
          .forEach(table -> tables.read(table).createOrReplaceTempView(table.name()));
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      pages = files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
    browser = Chromium.start(profile.resolve("chromium"));
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void pagesFitAndSayNothingOnTheConsole() throws Exception {
    for (Path page : pages) {
      for (int width : WIDTHS) {
        for (boolean dark : List.of(false, true)) {
          browser.open(page, width, dark);
          String where = page.getFileName() + " at " + width;
          int wide = browser.evaluate("document.documentElement.scrollWidth").asInt();
          assertThat(wide).as(where).isLessThanOrEqualTo(width);
          String name =
              page.getFileName().toString().replace(".html", "-") + width + (dark ? "-dark" : "");
          browser.picture(FOLDER.resolve("pictures").resolve(name + ".png"), width, 1800);
        }
      }
    }
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .hasSizeGreaterThanOrEqualTo(pages.size())
        .allMatch(address -> address.startsWith(FOLDER.toUri().toString()));
  }

  @Test
  void marksEqualTheRowsOfTheirQueries() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (JsonNode exhibits : exhibits()) {
      exhibits
          .path("figures")
          .forEach(
              figure ->
                  figures.add(
                      new Figure(figure.path("sql").asText(), figure.path("marks").asInt())));
    }
    assertThat(figures).isNotEmpty();
    for (Figure figure : figures) {
      assertThat((long) figure.marks()).as(figure.sql()).isEqualTo(spark.sql(figure.sql()).count());
    }
  }

  @Test
  void cellsEqualTheirQueriesAfterRounding() throws Exception {
    List<Cell> cells = new ArrayList<>();
    for (JsonNode exhibits : exhibits()) {
      for (JsonNode cell : exhibits.path("cells")) {
        if (cell.path("number").asBoolean() && NUMBER.matcher(cell.path("text").asText()).find()) {
          cells.add(
              new Cell(
                  cell.path("sql").asText(),
                  cell.path("columns").asText(),
                  cell.path("text").asText(),
                  cell.path("row").asInt()));
        }
      }
    }
    SplitMix64 random = new SplitMix64(15);
    for (int i = 0; i < CELLS; i++) {
      check(cells.get((int) Long.remainderUnsigned(random.nextLong(), cells.size())));
    }
  }

  private static void check(Cell cell) {
    Row row = spark.sql(cell.sql()).collectAsList().get(cell.row());
    List<Double> expected = new ArrayList<>();
    for (String column : cell.columns().split(" ")) {
      Object value = row.getAs(column);
      if (value != null && Double.isFinite(Double.parseDouble(value.toString()))) {
        expected.add(Double.parseDouble(value.toString()));
      }
    }
    List<String> shown = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(cell.text());
    while (matcher.find()) {
      shown.add(matcher.group().replace(",", ""));
    }
    assertThat(shown).as(cell.toString()).hasSameSizeAs(expected);
    for (int i = 0; i < shown.size(); i++) {
      int digits =
          shown.get(i).contains(".") ? shown.get(i).length() - shown.get(i).indexOf('.') - 1 : 0;
      double half = 0.5 * Math.pow(10, -digits) * (1 + 1e-9);
      assertThat(Double.parseDouble(shown.get(i)))
          .as(cell.toString())
          .isCloseTo(expected.get(i), within(half));
    }
  }

  @Test
  void axeFindsNothingSerious() throws Exception {
    String axe = AxeCore.script(Path.of("target", "axe-core").toAbsolutePath());
    List<String> serious = new ArrayList<>();
    for (Path page : pages) {
      for (boolean dark : List.of(false, true)) {
        browser.open(page, 1400, dark);
        browser.evaluate(axe + "\n;0");
        JsonNode found =
            browser.evaluate(
                "axe.run({resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map("
                    + "v => ({id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map("
                    + "n => n.html.slice(0, 200))}))))");
        for (JsonNode violation : JSON.readTree(found.asText())) {
          if (List.of("serious", "critical").contains(violation.path("impact").asText())) {
            serious.add(page.getFileName() + (dark ? " dark " : " light ") + violation);
          }
        }
      }
    }
    assertThat(serious).isEmpty();
  }

  @Test
  void tablesAreSortedAndFilteredByTheirOwnScript() throws Exception {
    browser.open(FOLDER.resolve("runs.html"), 1400, false);
    String column =
        "[...document.querySelector('table').tBodies[0].rows].map(r => r.cells[0].textContent)";
    browser.evaluate("document.querySelector('table thead button').click()");
    List<String> up = texts(browser.evaluate("JSON.stringify(" + column + ")"));
    browser.evaluate("document.querySelector('table thead button').click()");
    List<String> down = texts(browser.evaluate("JSON.stringify(" + column + ")"));
    assertThat(up).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER).hasSizeGreaterThan(1);
    assertThat(down).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
    browser.evaluate(
        "(box => { box.value = 'no such row'; box.dispatchEvent(new Event('input')); })"
            + "(document.querySelector('input.filter'))");
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelector('table').tBodies[0].rows].filter(r => r.offsetHeight).length")
                .asInt())
        .isZero();
  }

  private static List<String> texts(JsonNode json) throws IOException {
    List<String> texts = new ArrayList<>();
    JSON.readTree(json.asText()).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<JsonNode> exhibits() throws Exception {
    List<JsonNode> all = new ArrayList<>();
    for (Path page : pages) {
      browser.open(page, 1400, false);
      all.add(JSON.readTree(browser.evaluate(EXHIBITS).asText()));
    }
    return all;
  }
}
