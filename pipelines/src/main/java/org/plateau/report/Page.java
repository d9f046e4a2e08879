package org.plateau.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page from top to bottom. */
final class Page {
  private final View view;
  private final Markup out = new Markup();

  /** A part of the page with its heading. */
  interface Section {
    /** The fragment that links point to. */
    String id();

    String heading();

    void draw(Markup out);
  }

  Page(ReportData data) {
    this.view = new View(data);
  }

  String render() {
    List<Section> sections =
        List.of(
            new ScoreSection(view),
            new ConfusionSection(view),
            new CurveSection(view),
            new SpeakerSection(view),
            new RunSection(view),
            new DataSection(view),
            new SoftwareSection(view));
    out.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
    drawHead();
    out.open("body").element("a", "Skip to the scores", "class", "skip", "href", "#scores");
    drawHeader(sections);
    out.open("main");
    for (Section section : sections) {
      out.open("section", "id", section.id(), "aria-labelledby", section.id() + "-h");
      out.element("h2", section.heading(), "id", section.id() + "-h");
      section.draw(out);
      out.close();
    }
    out.close();
    drawFooter();
    return out.close().close().finish();
  }

  private void drawHead() {
    out.open("head").empty("meta", "charset", "utf-8");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark");
    out.empty("meta", "name", "referrer", "content", "no-referrer");
    out.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    out.open("title").text(view.header().title()).close();
    out.style(resource("report.css")).close();
  }

  private void drawHeader(List<Section> sections) {
    out.open("header").element("h1", view.header().title());
    new Opening(view).draw(out);
    out.open("nav", "aria-label", "Sections").open("ul");
    for (Section section : sections) {
      out.open("li").element("a", section.heading(), "href", "#" + section.id()).close();
    }
    out.close().close().close();
  }

  private void drawFooter() {
    out.open("footer");
    out.element(
        "p",
        "Written by Plateau. UAR is unweighted average recall: the mean over classes of the share"
            + " of a class that was recognised. Numbers are rounded on this page only; the tables"
            + " hold them in full. Every block names the query that makes it.");
    out.close();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
