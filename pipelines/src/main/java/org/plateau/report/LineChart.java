package org.plateau.report;

import java.util.ArrayList;
import java.util.List;

/** Lines over whole numbers (epochs), one mark a point. Drawn for a width of 340 pixels. */
final class LineChart {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 220;
  private static final int LEFT = 44;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 38;

  /**
   * One point.
   *
   * @param x the epoch
   * @param y the value; a point that is not finite is left out and breaks the line
   * @param hover text shown on hovering
   */
  record Point(int x, double y, String hover) {}

  /**
   * One line.
   *
   * @param cssClass its look
   * @param runId the run it shows
   * @param points in ascending order of x
   */
  record Line(String cssClass, String runId, List<Point> points) {}

  private final String id;
  private final String title;
  private final String description;
  private final String yLabel;

  LineChart(String id, String title, String description, String yLabel) {
    this.id = id;
    this.title = title;
    this.description = description;
    this.yLabel = yLabel;
  }

  /** Draws the lines; {@code unit} fixes the vertical axis to 0..1, else it covers the data. */
  void draw(Markup out, List<Line> lines, boolean unit) {
    Axis x = epochs(lines);
    Axis y = unit ? new Axis(0, 1, HEIGHT - BOTTOM, TOP, 0.2) : values(lines);
    String box = "0 0 " + WIDTH + " " + HEIGHT;
    Svg.open(out, id, title, description, "class", "fixed", "viewBox", box);
    drawAxes(out, x, y);
    for (Line line : lines) {
      drawLine(out, line, x, y);
    }
    out.close();
  }

  private static Axis epochs(List<Line> lines) {
    int last = 1;
    for (Line line : lines) {
      for (Point point : line.points()) {
        last = Math.max(last, point.x());
      }
    }
    Axis round = Axis.covering(0, last, 5, LEFT, WIDTH - RIGHT);
    double step = Math.max(1, round.step());
    return new Axis(0, Math.ceil(last / step) * step, LEFT, WIDTH - RIGHT, step);
  }

  private static Axis values(List<Line> lines) {
    double most = 0;
    double least = 0;
    for (Line line : lines) {
      for (Point point : line.points()) {
        if (Double.isFinite(point.y())) {
          most = Math.max(most, point.y());
          least = Math.min(least, point.y());
        }
      }
    }
    return Axis.covering(least, most, 4, HEIGHT - BOTTOM, TOP);
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
    out.element("text", "epoch", "class", "tick end", "x", right, "y", "215");
  }

  private static void drawLine(Markup out, Line line, Axis x, Axis y) {
    out.open("g", "class", line.cssClass(), "data-run-id", line.runId());
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
      if (Double.isFinite(point.y())) {
        String cx = Numbers.coordinate(x.at(point.x()));
        String cy = Numbers.coordinate(y.at(point.y()));
        String epoch = Integer.toString(point.x());
        out.open("circle", "cx", cx, "cy", cy, "r", "2", "data-epoch", epoch);
        out.element("title", point.hover()).close();
      }
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
