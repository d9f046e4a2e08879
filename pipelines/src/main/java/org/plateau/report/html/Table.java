package org.plateau.report.html;

import java.util.ArrayList;
import java.util.List;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;

/**
 * An HTML table with a line a row of its query: caption, column headings, the first column heads
 * its row. The page's script lets a reader sort and filter it.
 */
public final class Table {
  /** Longer tables are cut and say so; their query gives all. */
  public static final int MOST_ROWS = 500;

  private final String caption;
  private final List<String> headings = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();

  public Table(String caption) {
    this.caption = caption;
  }

  public Table column(String heading, Cell cell) {
    headings.add(heading);
    cells.add(cell);
    return this;
  }

  public void draw(Markup out, Answer answer) {
    if (answer.size() > MOST_ROWS) {
      String more = Numbers.count((long) answer.size() - MOST_ROWS);
      out.element(
          "p",
          "The table shows " + MOST_ROWS + " rows; its query gives " + more + " more.",
          "class",
          "note");
    }
    open(out, caption, answer.sql());
    for (int i = 0; i < headings.size(); i++) {
      out.element("th", headings.get(i), "scope", "col", "class", cells.get(i).cssClass());
    }
    out.close().close().open("tbody");
    for (Columns row : answer.rows().subList(0, Math.min(answer.size(), MOST_ROWS))) {
      out.open("tr");
      for (int i = 0; i < cells.size(); i++) {
        Cell cell = cells.get(i);
        String text = cell.text().apply(row);
        if (i == 0) {
          out.element("th", text, "scope", "row", "class", cell.cssClass());
        } else {
          out.element("td", text, "class", cell.cssClass(), "data-col", cell.columns());
        }
      }
      out.close();
    }
    out.close().close().close();
  }

  static void open(Markup out, String caption, String sql) {
    out.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    out.open("table", "class", "data", "data-sql", sql);
    out.open("caption").element("span", caption).close();
    out.open("thead").open("tr");
  }
}
