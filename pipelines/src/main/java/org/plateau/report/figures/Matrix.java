package org.plateau.report.figures;

import java.util.List;
import java.util.Objects;
import org.plateau.report.html.Markup;
import org.plateau.report.html.Numbers;

/**
 * Shaded cells: a line and a column have a name each, the lines' names carry the columns' numbers.
 * Drawn in its natural size; the caller lets it scroll.
 */
public final class Matrix {
  private static final int TOP = 28;

  /** The darkest shade: text stays readable on it in both colour schemes. */
  private static final double FULL = 0.75;

  /**
   * A cell: one row of the figure's query.
   *
   * @param line index of its line
   * @param column index of its column
   * @param shade -1 to 1; below 0 in another hue; NaN is drawn dashed
   * @param text what stands in it, where there is room
   * @param hover text shown on hovering
   */
  public record Cell(int line, int column, double shade, String text, String hover) {
    public Cell {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(hover, "hover");
    }
  }

  private final FigureText text;
  private final List<String> lines;
  private final List<String> columns;

  /** A matrix of named lines and columns; columns are headed by their names. */
  public Matrix(FigureText text, List<String> lines, List<String> columns) {
    this.text = text;
    this.lines = List.copyOf(lines);
    this.columns = List.copyOf(columns);
  }

  public void draw(Markup out, List<Cell> cells) {
    boolean small = columns.size() > 16;
    int side = small ? 15 : 46;
    int height = small ? 15 : 30;
    int left = 12 + 7 * lines.stream().mapToInt(String::length).max().orElse(0);
    left = Math.min(left, 330);
    int width = left + side * columns.size() + 4;
    int bottom = TOP + height * lines.size();
    text.open(
        out,
        "class",
        "wide",
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(bottom + 4));
    for (int i = 0; i < lines.size(); i++) {
      String y = Numbers.coordinate(TOP + (i + 0.5) * height + 4);
      out.element("text", lines.get(i), "class", "tick start", "x", "2", "y", y);
    }
    if (!small || columns.stream().allMatch(name -> name.length() < 3)) {
      for (int i = 0; i < columns.size(); i++) {
        String x = Numbers.coordinate(left + (i + 0.5) * side);
        out.element("text", cut(columns.get(i), 7), "class", "tick", "x", x, "y", "20");
      }
    }
    for (Cell cell : cells) {
      drawCell(out, cell, left + cell.column() * side, TOP + cell.line() * height, side, height);
    }
    out.close();
  }

  private static void drawCell(Markup out, Cell cell, int x, int y, int side, int height) {
    boolean defined = Double.isFinite(cell.shade());
    String look = !defined ? " undefined" : cell.shade() < 0 ? " low" : "";
    out.open("g", "class", "mark cell" + look).element("title", cell.hover());
    double opacity = defined ? FULL * Math.min(1, Math.abs(cell.shade())) : 0;
    out.empty(
        "rect",
        "x",
        Integer.toString(x + 1),
        "y",
        Integer.toString(y + 1),
        "width",
        Integer.toString(side - 2),
        "height",
        Integer.toString(height - 2),
        "fill-opacity",
        Numbers.coordinate(opacity));
    if (side >= 30) {
      String middle = Numbers.coordinate(x + side / 2.0);
      String base = Numbers.coordinate(y + height / 2.0 + 4);
      out.element("text", cell.text(), "x", middle, "y", base);
    }
    out.close();
  }

  private static String cut(String name, int length) {
    int points = name.codePointCount(0, name.length());
    return points <= length
        ? name
        : name.substring(0, name.offsetByCodePoints(0, length - 1)) + "\u2026";
  }
}
