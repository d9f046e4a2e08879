package org.plateau.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What every page has around its theme: head, links to the other pages, foot. A page needs no
 * network and no other file; the one script on it is named by its hash, so nothing else can run.
 */
public final class PageFrame {
  private static final String STYLE = "\n" + resource("report.css");
  private static final String SCRIPT = "\n" + resource("report.js");
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + sha256(SCRIPT) + "'";

  /**
   * A link to a page.
   *
   * @param file its file's name
   * @param title its title
   */
  public record Link(String file, String title) {
    public Link {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(title, "title");
    }
  }

  private final String report;
  private final List<Link> pages;

  /** Frames of the pages of one report. */
  public PageFrame(String report, List<Link> pages) {
    this.report = report;
    this.pages = List.copyOf(pages);
  }

  /** The page as text. */
  public String render(Link page, Consumer<Markup> body) {
    Markup out = new Markup();
    out.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
    drawHead(out, page);
    out.open("body").element("a", "Skip to the content", "class", "skip", "href", "#content");
    out.open("header").element("p", report, "class", "brand");
    drawNavigation(out, page);
    out.close();
    out.open("main", "id", "content").element("h1", page.title());
    body.accept(out);
    out.close();
    drawFooter(out);
    out.constant("script", SCRIPT);
    return out.close().close().finish();
  }

  private void drawHead(Markup out, Link page) {
    out.open("head").empty("meta", "charset", "utf-8");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark");
    out.empty("meta", "name", "referrer", "content", "no-referrer");
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    out.element("title", page.title() + " - " + report);
    out.constant("style", STYLE).close();
  }

  private void drawNavigation(Markup out, Link current) {
    out.open("nav", "aria-label", "Pages").open("ul");
    for (Link page : pages) {
      String here = page.equals(current) ? "page" : null;
      out.open("li");
      out.element("a", page.title(), "href", page.file(), "aria-current", here).close();
    }
    out.close().close();
  }

  private static void drawFooter(Markup out) {
    out.open("footer");
    out.element(
        "p",
        "Written by Plateau. UAR is unweighted average recall: the mean over classes of the share"
            + " of a class that was recognised. Intervals hold 95 %. Numbers are rounded on these"
            + " pages only; the tables hold them in full. Every figure and table names the query"
            + " that makes it.");
    out.close();
  }

  private static String resource(String name) {
    try (InputStream in = PageFrame.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
