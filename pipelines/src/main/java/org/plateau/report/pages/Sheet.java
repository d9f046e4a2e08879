package org.plateau.report.pages;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Evidence;
import org.plateau.report.data.ReportHeader;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.FigureText;
import org.plateau.report.html.Blocks;
import org.plateau.report.html.Markup;
import org.plateau.report.html.PivotTable;
import org.plateau.report.html.Table;

/** A page while it is written: markup, rows, colours, and the query beside each exhibit. */
public final class Sheet {
  private final Markup out;
  private final Evidence evidence;
  private final ReportHeader header;
  private final Styles styles;
  private int figures;

  public Sheet(Markup out, Evidence evidence, ReportHeader header, Styles styles) {
    this.out = Objects.requireNonNull(out, "out");
    this.evidence = Objects.requireNonNull(evidence, "evidence");
    this.header = Objects.requireNonNull(header, "header");
    this.styles = Objects.requireNonNull(styles, "styles");
  }

  public Markup out() {
    return out;
  }

  public Evidence evidence() {
    return evidence;
  }

  public ReportHeader header() {
    return header;
  }

  public Styles styles() {
    return styles;
  }

  public Answer rows(Slice slice) {
    return slice.answer(evidence);
  }

  public void heading(String text) {
    out.element("h2", text);
  }

  public void subheading(String text) {
    out.element("h3", text);
  }

  public void note(String text) {
    out.element("p", text, "class", "note");
  }

  public void legend(List<String> models) {
    styles.legend(out, models);
  }

  /** What stands where a page has no data, and the command that fills it. */
  public void empty(String what, String remedy) {
    Blocks.empty(out, what, remedy);
  }

  /** A figure as wide as the page, with its title below and its query. */
  public void figure(
      String title, String description, Answer answer, BiConsumer<FigureText, Markup> draw) {
    drawFigure(title, description, answer, false, draw);
  }

  /** A figure in its natural size, which scrolls where the page is narrower. */
  public void scrolledFigure(
      String title, String description, Answer answer, BiConsumer<FigureText, Markup> draw) {
    drawFigure(title, description, answer, true, draw);
  }

  private void drawFigure(
      String title,
      String description,
      Answer answer,
      boolean scrolled,
      BiConsumer<FigureText, Markup> draw) {
    out.open("figure");
    if (scrolled) {
      out.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", title);
    }
    draw.accept(new FigureText("figure-" + ++figures, title, description, answer.sql()), out);
    if (scrolled) {
      out.close();
    }
    out.element("figcaption", title + ".");
    sql("the rows of this figure", answer);
    out.close();
  }

  public void table(Table table, Answer answer) {
    table.draw(out, answer);
    sql("the rows of this table", answer);
  }

  public void table(PivotTable table, Answer answer) {
    table.draw(out, answer);
    sql("the cells of this table", answer);
  }

  /** Content that a reader opens. */
  public void folded(String summary, Runnable content) {
    out.open("details").element("summary", summary);
    content.run();
    out.close();
  }

  private void sql(String what, Answer answer) {
    Blocks.sql(out, header.warehouse(), what, answer.sql());
  }
}
