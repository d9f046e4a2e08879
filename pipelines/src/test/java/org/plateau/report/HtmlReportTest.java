package org.plateau.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.report.data.Columns;
import org.plateau.report.data.QueryRunner;
import org.plateau.report.data.Relation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {
  private static final Map<String, List<Map<String, Object>>> TABLES = SampleTables.full();
  private static final Map<String, String> FULL =
      HtmlReport.render(SampleTables.header(""), wholeTables());
  private static final Map<String, String> EMPTY =
      HtmlReport.render(SampleTables.header(""), relation -> List.of());

  /** Answers relations that are a whole table; queries over several need Spark, see ReportIT. */
  private static QueryRunner wholeTables() {
    return relation -> {
      List<Columns> rows = new ArrayList<>();
      if (isTable(relation)) {
        TABLES.getOrDefault(relation.from(), List.of()).forEach(row -> rows.add(row::get));
      }
      return rows;
    };
  }

  private static boolean isTable(Relation relation) {
    return relation.from().matches("[a-z_]+");
  }

  @Test
  void everyPageIsWellFormedAndNamesItsLanguageAndPlace() throws Exception {
    assertThat(FULL.keySet()).startsWith("index.html").hasSize(18);
    for (Map.Entry<String, String> entry : FULL.entrySet()) {
      Document page = Exhibits.parse(entry.getValue());
      assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
      assertThat(elements(page, "main")).hasSize(1);
      assertThat(elements(page, "h1")).hasSize(1);
      assertThat(elements(page, "a"))
          .filteredOn(a -> a.getAttribute("aria-current").equals("page"))
          .singleElement()
          .satisfies(a -> assertThat(a.getAttribute("href")).isEqualTo(entry.getKey()));
    }
  }

  @Test
  void linksLeadToPagesAndIdsAreUnique() throws Exception {
    for (String html : FULL.values()) {
      Document page = Exhibits.parse(html);
      List<String> ids = new ArrayList<>();
      elements(page, "*").stream()
          .filter(element -> element.hasAttribute("id"))
          .forEach(element -> ids.add(element.getAttribute("id")));
      assertThat(ids).doesNotHaveDuplicates();
      for (Element link : elements(page, "a")) {
        String target = link.getAttribute("href");
        assertThat(FULL.containsKey(target) || ids.contains(target.replace("#", "")))
            .as(target)
            .isTrue();
      }
    }
  }

  @Test
  void headingsGoDownOneLevelAtATime() throws Exception {
    for (Map.Entry<String, String> entry : FULL.entrySet()) {
      int level = 0;
      for (Element element : elements(Exhibits.parse(entry.getValue()), "*")) {
        if (element.getTagName().matches("h[1-6]")) {
          int next = element.getTagName().charAt(1) - '0';
          assertThat(next).as(entry.getKey()).isLessThanOrEqualTo(level + 1);
          level = next;
        }
      }
    }
  }

  @Test
  void everyFigureSaysInWordsWhatItShowsAndEveryMarkHasATitle() throws Exception {
    int figures = 0;
    for (String html : FULL.values()) {
      for (Element svg : Exhibits.figures(Exhibits.parse(html))) {
        figures++;
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(text(svg, "title")).isNotBlank();
        assertThat(text(svg, "desc")).containsPattern("[0-9]");
        assertThat(Exhibits.marks(svg)).isPositive();
        for (Element mark : Exhibits.elements(svg.getElementsByTagName("g"), g -> true)) {
          if (mark.getAttribute("class").contains("mark")) {
            assertThat(text(mark, "title")).isNotBlank();
          }
        }
      }
    }
    assertThat(figures).isGreaterThan(20);
  }

  @Test
  void pagesWithoutDataNameTheCommandThatFillsThem() throws Exception {
    for (Map.Entry<String, String> entry : EMPTY.entrySet()) {
      List<Element> notes =
          Exhibits.elements(
              Exhibits.parse(entry.getValue()).getElementsByTagName("p"),
              p -> p.getAttribute("class").contains("empty"));
      assertThat(notes).as(entry.getKey()).isNotEmpty();
      assertThat(notes)
          .allSatisfy(note -> assertThat(note.getTextContent()).containsPattern("submit.sh|Train"));
      assertThat(Exhibits.figures(Exhibits.parse(entry.getValue()))).isEmpty();
    }
  }

  @Test
  void namesFromDataStayText() throws Exception {
    for (String html : FULL.values()) {
      Document page = Exhibits.parse(html);
      assertThat(elements(page, "script")).hasSize(1);
      assertThat(elements(page, "img")).isEmpty();
    }
    assertThat(Exhibits.parse(FULL.get("tasks.html")).getDocumentElement().getTextContent())
        .contains(SampleTables.EVIL);
  }

  @Test
  void theOverviewAnswersWithNumbersAndIntervals() {
    assertThat(FULL.get("index.html"))
        .contains("Over 5 models, Spearman's rho of UAR with the year is 0.400 [0.100, 0.700]")
        .contains("Newer models are better in 1 of 1 cases");
  }

  @Test
  void undefinedValuesAreMarkedAndNamed() {
    assertThat(FULL.get("progress.html")).contains("mark undefined").contains("rho n/a");
    FULL.values().forEach(html -> assertThat(html).doesNotContain("NaN"));
  }

  @Test
  void pagesNeedNoNetworkAndOneScriptOnly() {
    for (String html : FULL.values()) {
      String own =
          html.replace("http://www.w3.org/1999/xhtml", "")
              .replace("http://www.w3.org/2000/svg", "");
      assertThat(own).doesNotContainPattern("https?:|url\\(|@import|src=");
      assertThat(own).contains("script-src 'sha256-");
    }
  }

  @Test
  void sameRowsGiveTheSameBytesUnderAnyLocale(@TempDir Path folder) throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Path index = HtmlReport.write(SampleTables.header(""), wholeTables(), folder);
      assertThat(index).hasFileName("index.html");
    } finally {
      Locale.setDefault(before);
    }
    for (Map.Entry<String, String> page : FULL.entrySet()) {
      assertThat(Files.readString(folder.resolve(page.getKey()))).isEqualTo(page.getValue());
    }
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(FULL.size());
    }
  }

  private static String text(Element parent, String tag) {
    return parent.getElementsByTagName(tag).item(0).getTextContent();
  }

  private static List<Element> elements(Document page, String tag) {
    return Exhibits.elements(page.getElementsByTagName(tag), element -> true);
  }
}
