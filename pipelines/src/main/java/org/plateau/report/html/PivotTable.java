package org.plateau.report.html;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;

/**
 * A table with a cell a row of its query: lines by one column, columns by a text. A line and column
 * that meet twice keep the first row.
 */
public final class PivotTable {
  private final String caption;
  private final String heading;
  private final String lines;
  private final Function<Columns, String> columns;
  private final Cell cell;

  /**
   * @param caption the table's caption
   * @param heading what the lines are
   * @param lines name of the column that heads the lines
   * @param columns the heading above a row's cell
   * @param cell how a row is written
   */
  public PivotTable(
      String caption, String heading, String lines, Function<Columns, String> columns, Cell cell) {
    this.caption = caption;
    this.heading = heading;
    this.lines = lines;
    this.columns = columns;
    this.cell = cell;
  }

  public void draw(Markup out, Answer answer) {
    Set<String> across = new TreeSet<>();
    Set<String> down = new LinkedHashSet<>();
    Map<List<String>, Integer> places = new HashMap<>();
    for (int i = 0; i < answer.size(); i++) {
      Columns row = answer.rows().get(i);
      across.add(columns.apply(row));
      down.add(row.text(lines));
      places.putIfAbsent(List.of(row.text(lines), columns.apply(row)), i);
    }
    Table.open(out, caption, answer.sql());
    out.element("th", heading, "scope", "col");
    across.forEach(name -> out.element("th", name, "scope", "col", "class", "num"));
    out.close().close().open("tbody");
    for (String line : down) {
      out.open("tr").element("th", line, "scope", "row");
      for (String column : across) {
        Integer place = places.get(List.of(line, column));
        if (place == null) {
          out.element("td", "", "class", cell.cssClass());
        } else {
          out.element(
              "td",
              cell.text().apply(answer.rows().get(place)),
              "class",
              cell.cssClass(),
              "data-col",
              cell.columns(),
              "data-row",
              place.toString());
        }
      }
      out.close();
    }
    out.close().close().close();
  }
}
