package org.plateau.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final ReportData DEMO = DemoReport.data();

  @Test
  void pageIsWellFormedAndNamesItsLanguage() throws Exception {
    Document page = parse(HtmlReport.render(DEMO));
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(elements(page, "main")).hasSize(1);
    assertThat(elements(page, "h1")).hasSize(1);
    assertThat(elements(page, "nav")).hasSize(1);
  }

  @Test
  void everyIdIsUniqueAndEveryReferenceIsMet() throws Exception {
    Document page = parse(HtmlReport.render(DEMO));
    List<String> ids = new ArrayList<>();
    for (Element element : elements(page, "*")) {
      if (element.hasAttribute("id")) {
        ids.add(element.getAttribute("id"));
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
    for (Element element : elements(page, "*")) {
      for (String id : element.getAttribute("aria-labelledby").split(" ")) {
        assertThat(id.isEmpty() || ids.contains(id)).as(id).isTrue();
      }
      String link = element.getAttribute("href");
      if (!link.isEmpty()) {
        assertThat(link).startsWith("#");
        assertThat(ids).contains(link.substring(1));
      }
    }
  }

  @Test
  void headingsGoDownOneLevelAtATime() throws Exception {
    int level = 0;
    for (Element element : elements(parse(HtmlReport.render(DEMO)), "*")) {
      if (element.getTagName().matches("h[1-6]")) {
        int next = element.getTagName().charAt(1) - '0';
        assertThat(next).isLessThanOrEqualTo(level + 1);
        level = next;
      }
    }
    assertThat(level).isPositive();
  }

  @Test
  void everyFigureHasATextAlternativeAndEveryTableACaptionAndHeadings() throws Exception {
    Document page = parse(HtmlReport.render(DEMO));
    List<Element> figures = elements(page, "figure");
    assertThat(figures).hasSize(1 + 3 + 6 + 1);
    for (Element figure : figures) {
      Element svg = elements(figure, "svg").get(0);
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(elements(svg, "title").get(0).getTextContent()).isNotBlank();
      assertThat(elements(svg, "desc").get(0).getTextContent()).containsPattern("[0-9]");
    }
    for (Element table : elements(page, "table")) {
      assertThat(elements(table, "caption")).hasSize(1);
      for (Element heading : elements(table, "th")) {
        assertThat(heading.getAttribute("scope")).isIn("row", "col");
      }
    }
  }

  @Test
  void marksAreAsManyAsRows() throws Exception {
    Document page = parse(HtmlReport.render(DEMO));
    assertThat(count(page, "g", "data-run-id", "uar-1")).isEqualTo(9 + 1);
    assertThat(count(page, "g", "data-speaker", "speakers-1"))
        .isEqualTo(DEMO.results().speakers().size());
    int losses = 0;
    int uars = 0;
    for (int i = 1; i <= 6; i++) {
      int points = count(page, "circle", "data-epoch", "curve-" + i);
      losses += i % 2 == 1 ? points : 0;
      uars += i % 2 == 0 ? points : 0;
    }
    assertThat(losses).isEqualTo(2 * DEMO.results().epochs().size());
    assertThat(uars).isEqualTo(DEMO.results().epochs().size());
    long clips = 0;
    for (Element cell : elements(page, "g")) {
      clips +=
          cell.hasAttribute("data-clips") ? Long.parseLong(cell.getAttribute("data-clips")) : 0;
    }
    assertThat(clips)
        .isEqualTo(DEMO.results().confusions().stream().mapToLong(ConfusionRow::clips).sum());
  }

  @Test
  void aDotAndItsBarStandWhereTheNumbersSay() throws Exception {
    Document page = parse(HtmlReport.render(DEMO));
    Element dot =
        elements(svg(page, "uar-1"), "g").stream()
            .filter(g -> g.getAttribute("data-value").equals("0.612"))
            .findFirst()
            .orElseThrow();
    // The axis runs from 2 % to 98 % of the width: 2 + 96 x.
    assertThat(elements(dot, "circle").get(0).getAttribute("cx")).isEqualTo("60.75%");
    Element bar = elements(dot, "line").get(0);
    assertThat(bar.getAttribute("x1")).isEqualTo("53.07%");
    assertThat(bar.getAttribute("x2")).isEqualTo("68.43%");
  }

  @Test
  void namesFromDataStayText() throws Exception {
    String evil = "<script>alert('x')</script>&\"\u0000\ud800\u202e";
    String html = HtmlReport.render(DemoReport.named(evil, evil));
    assertThat(html).doesNotContain("<script").doesNotContain("\u0000").doesNotContain("\u202e");
    Document page = parse(html);
    assertThat(elements(page, "script")).isEmpty();
    assertThat(page.getElementsByTagName("body").item(0).getTextContent())
        .contains("<script>alert('x')</script>&\"\ufffd\ufffd\ufffd");
  }

  @Test
  void openingSaysTheMainFindingInNumbers() {
    assertThat(HtmlReport.render(DEMO))
        .contains("Plateau ran 9 training runs of 3 models")
        .contains("with 3 seeds on emodb-4: 9 done, 10.1 min of training time")
        .contains("mel-s-mlp has the highest mean UAR: 0.617 (3 seeds, 0.598 to 0.641)")
        .contains("EfficientNet-B0 has the lowest: 0.321 (3 seeds, 0.250 to 0.412)")
        .contains("A guess scores 0.250")
        .contains("baseline-duration-level-centroid scores 0.431 [0.350, 0.510]")
        .contains(
            "1 run flagged chance (the interval of the UAR reaches a guess); 1 file or label line quarantined");
  }

  @Test
  void everyQueryStandsOnThePageAsItIsRun() throws Exception {
    List<String> asked = new ArrayList<>();
    ReportData.load(
        DEMO.header(),
        DEMO.queries(),
        sql -> {
          asked.add(sql);
          return List.of();
        });
    assertThat(asked).hasSize(13).doesNotHaveDuplicates();
    List<String> printed =
        elements(parse(HtmlReport.render(DEMO)), "code").stream()
            .map(Element::getTextContent)
            .toList();
    String command = "./submit.sh sql --warehouse \"my warehouse\" ";
    assertThat(printed)
        .containsExactlyInAnyOrderElementsOf(
            asked.stream().map(sql -> command + Blocks.quoted(sql)).toList());
  }

  @Test
  void emptyDataSayWhatWouldFillEachPart() throws Exception {
    Document page = parse(HtmlReport.render(DemoReport.empty()));
    List<String> notes =
        elements(page, "p").stream()
            .filter(p -> p.getAttribute("class").contains("empty"))
            .map(Element::getTextContent)
            .toList();
    assertThat(notes).hasSize(8).allMatch(note -> note.contains("./submit.sh "));
  }

  @Test
  void missingValuesAreNamedAndDrawNoMark() throws Exception {
    ScoreRow undefined =
        new ScoreRow(
            DemoReport.PANEL,
            "a".repeat(64),
            "m",
            1,
            "uar",
            "utterance",
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            null,
            null,
            null);
    EpochRow diverged =
        new EpochRow(
            "a".repeat(64),
            "plateau",
            "emodb",
            "emodb-4",
            "1",
            "m",
            1,
            1,
            Double.POSITIVE_INFINITY,
            Double.NaN,
            Double.NaN,
            1);
    Results results =
        new Results(
            List.of(),
            List.of(),
            List.of(undefined),
            List.of(),
            List.of(),
            List.of(diverged),
            List.of(),
            List.of(),
            List.of());
    String html =
        HtmlReport.render(new ReportData(DEMO.header(), DEMO.queries(), DEMO.facts(), results));
    Document page = parse(html);
    assertThat(count(page, "g", "data-run-id", "uar-1")).isZero();
    assertThat(html).contains("n/a").contains("Train loss has no value.").doesNotContain("NaN%");
  }

  @Test
  void sameDataGiveTheSameBytesUnderAnyLocale(@TempDir Path folder) throws Exception {
    Path first = folder.resolve("new/report/index.html");
    Path second = folder.resolve("second.html");
    HtmlReport.write(DEMO, first);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      HtmlReport.write(DEMO, second);
      HtmlReport.write(DEMO, second);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    try (var files = Files.list(first.getParent())) {
      assertThat(files).containsExactly(first);
    }
  }

  @Test
  void pageNeedsNoNetwork() throws Exception {
    String html = HtmlReport.render(DEMO);
    assertThat(
            html.replace("http://www.w3.org/1999/xhtml", "")
                .replace("http://www.w3.org/2000/svg", ""))
        .doesNotContainPattern("https?:|//|url\\(|@import|src=");
    // The page that a reader can open after the tests, to look at it.
    Path look = Path.of("target", "report-demo", "index.html");
    HtmlReport.write(DEMO, look);
    assertThat(Files.readString(look, StandardCharsets.UTF_8)).isEqualTo(html);
  }

  private static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setExpandEntityReferences(false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static Element svg(Document page, String id) {
    return elements(page, "svg").stream()
        .filter(svg -> svg.getAttribute("aria-labelledby").startsWith(id + "-t "))
        .findFirst()
        .orElseThrow();
  }

  private static int count(Document page, String tag, String attribute, String svgId) {
    return (int)
        elements(svg(page, svgId), tag).stream().filter(e -> e.hasAttribute(attribute)).count();
  }

  private static List<Element> elements(Document page, String tag) {
    return asList(page.getElementsByTagName(tag));
  }

  private static List<Element> elements(Element parent, String tag) {
    return asList(parent.getElementsByTagName(tag));
  }

  private static List<Element> asList(NodeList nodes) {
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }
}
