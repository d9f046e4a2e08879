package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An HTML table: caption, column headings, the first column heads its row. */
final class Table<T> {
  private final String caption;
  private final List<Column<T>> columns = new ArrayList<>();

  private record Column<T>(String heading, String cssClass, Function<T, String> text) {}

  Table(String caption) {
    this.caption = caption;
  }

  Table<T> text(String heading, Function<T, String> text) {
    return add(heading, null, text);
  }

  /** A column of long text that may wrap. */
  Table<T> wide(String heading, Function<T, String> text) {
    return add(heading, "wide", text);
  }

  Table<T> number(String heading, Function<T, String> text) {
    return add(heading, "num", text);
  }

  private Table<T> add(String heading, String cssClass, Function<T, String> text) {
    columns.add(new Column<>(heading, cssClass, text));
    return this;
  }

  void draw(Markup out, List<T> rows) {
    out.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    out.open("table").open("caption").element("span", caption).close();
    out.open("thead").open("tr");
    for (Column<T> column : columns) {
      out.element("th", column.heading(), "scope", "col", "class", column.cssClass());
    }
    out.close().close().open("tbody");
    for (T row : rows) {
      out.open("tr");
      for (int i = 0; i < columns.size(); i++) {
        Column<T> column = columns.get(i);
        String text = column.text().apply(row);
        if (i == 0) {
          out.element("th", text, "scope", "row", "class", column.cssClass());
        } else {
          out.element("td", text, "class", column.cssClass());
        }
      }
      out.close();
    }
    out.close().close().close();
  }
}
