package org.plateau.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.plateau.report.html.Markup;
import org.plateau.report.html.Numbers;

/** Lines over whole numbers (epochs, trials), one mark a point. Drawn for 340 pixels. */
public final class LineChart {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 220;
  private static final int LEFT = 44;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 38;

  /**
   * One point: a row of the figure's query.
   *
   * @param x the epoch or the like
   * @param y the value; one that is not finite breaks the line and stands dashed at the bottom
   * @param hover text shown on hovering
   */
  public record Point(int x, double y, String hover) {
    public Point {
      Objects.requireNonNull(hover, "hover");
    }
  }

  /**
   * One line.
   *
   * @param cssClass its look
   * @param points in ascending order of x
   */
  public record Line(String cssClass, List<Point> points) {
    public Line {
      Objects.requireNonNull(cssClass, "cssClass");
      points = List.copyOf(points);
    }
  }

  private final FigureText text;
  private final String xLabel;
  private final String yLabel;

  public LineChart(FigureText text, String xLabel, String yLabel) {
    this.text = text;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Draws the lines; {@code unit} fixes the vertical axis to 0..1, else it covers the data. */
  public void draw(Markup out, List<Line> lines, boolean unit) {
    Axis x = wholeAxis(lines);
    Axis y = unit ? new Axis(0, 1, HEIGHT - BOTTOM, TOP, 0.2) : valueAxis(lines);
    text.open(out, "class", "fixed", "viewBox", "0 0 " + WIDTH + " " + HEIGHT);
    drawAxes(out, x, y);
    lines.forEach(line -> drawLine(out, line, x, y));
    out.close();
  }

  private static Axis wholeAxis(List<Line> lines) {
    double last = Math.max(1, extreme(lines, Point::x, 1));
    Axis round = Axis.covering(0, last, 5, LEFT, WIDTH - RIGHT);
    double step = Math.max(1, round.step());
    return new Axis(0, Math.ceil(last / step) * step, LEFT, WIDTH - RIGHT, step);
  }

  private static Axis valueAxis(List<Line> lines) {
    double most = extreme(lines, Point::y, 1);
    double least = -extreme(lines, point -> -point.y(), 0);
    return Axis.covering(Math.min(least, most), most, 4, HEIGHT - BOTTOM, TOP);
  }

  private static double extreme(List<Line> lines, ToDoubleFunction<Point> value, double otherwise) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(value)
        .filter(Double::isFinite)
        .max()
        .orElse(otherwise);
  }

  private void drawAxes(Markup out, Axis x, Axis y) {
    String left = Integer.toString(LEFT);
    String right = Integer.toString(WIDTH - RIGHT);
    String bottom = Integer.toString(HEIGHT - BOTTOM);
    for (double tick : y.ticks()) {
      String at = Numbers.coordinate(y.at(tick));
      out.empty("line", "class", "grid", "x1", left, "x2", right, "y1", at, "y2", at);
      String base = Numbers.coordinate(y.at(tick) + 4);
      out.element("text", y.tickLabel(tick), "class", "tick end", "x", "38", "y", base);
    }
    for (double tick : x.ticks()) {
      String at = Numbers.coordinate(x.at(tick));
      out.empty("line", "class", "rule", "x1", at, "x2", at, "y1", bottom, "y2", "186");
      out.element("text", x.tickLabel(tick), "class", "tick", "x", at, "y", "200");
    }
    out.empty("line", "class", "rule", "x1", left, "x2", right, "y1", bottom, "y2", bottom);
    out.element("text", yLabel, "class", "axis", "x", "4", "y", "14");
    out.element("text", xLabel, "class", "axis end", "x", right, "y", "215");
  }

  private static void drawLine(Markup out, Line line, Axis x, Axis y) {
    out.open("g", "class", line.cssClass());
    for (List<Point> piece : pieces(line.points())) {
      StringBuilder path = new StringBuilder();
      for (Point point : piece) {
        path.append(path.isEmpty() ? "" : " ");
        path.append(Numbers.coordinate(x.at(point.x()))).append(',');
        path.append(Numbers.coordinate(y.at(point.y())));
      }
      out.empty("polyline", "points", path.toString());
    }
    for (Point point : line.points()) {
      boolean defined = Double.isFinite(point.y());
      String cx = Numbers.coordinate(x.at(point.x()));
      String cy = Numbers.coordinate(defined ? y.at(point.y()) : HEIGHT - BOTTOM);
      out.open("g", "class", defined ? "mark" : "mark undefined").element("title", point.hover());
      out.empty("circle", "cx", cx, "cy", cy, "r", "2").close();
    }
    out.close();
  }

  private static List<List<Point>> pieces(List<Point> points) {
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> current = new ArrayList<>();
    for (Point point : points) {
      if (Double.isFinite(point.y())) {
        current.add(point);
      } else if (!current.isEmpty()) {
        pieces.add(current);
        current = new ArrayList<>();
      }
    }
    if (!current.isEmpty()) {
      pieces.add(current);
    }
    return pieces;
  }
}
