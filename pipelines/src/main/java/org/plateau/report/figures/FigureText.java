package org.plateau.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.plateau.report.html.Markup;

/**
 * What every figure has besides its drawing.
 *
 * @param id unique on its page
 * @param title what it shows
 * @param description the same in words and numbers, for those who do not see it
 * @param sql the query with a row for each mark
 */
public record FigureText(String id, String title, String description, String sql) {
  public FigureText {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(sql, "sql");
  }

  /** Opens an {@code svg} element with its text alternatives; the caller closes it. */
  void open(Markup out, String... attributes) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("xmlns", "http://www.w3.org/2000/svg", "role", "img"));
    all.addAll(List.of("aria-labelledby", id + "-t " + id + "-d", "data-sql", sql));
    all.addAll(List.of(attributes));
    out.open("svg", all.toArray(String[]::new));
    out.element("title", title, "id", id + "-t");
    out.element("desc", description, "id", id + "-d");
  }
}
