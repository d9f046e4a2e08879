package org.plateau.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.plateau.report.html.Markup;
import org.plateau.report.html.Numbers;

/** Points over two axes; the horizontal one may be logarithmic. As wide as the page. */
public final class Scatter {
  private static final int HEIGHT = 340;
  private static final int TOP = 26;
  private static final int BOTTOM = 300;
  private static final int LEFT = 8;
  private static final int GUTTER = 12;
  private static final int NONE = 13;

  /**
   * A point: one row of the figure's query. One without a finite coordinate stands dashed beside
   * that axis: left of it, over the label "none", or below it.
   *
   * @param x horizontal value, above 0 on a logarithmic axis
   * @param y vertical value
   * @param style colour and shape
   * @param strong drawn with a thick outline
   * @param hover text shown on hovering
   */
  public record Point(double x, double y, GroupStyle style, boolean strong, String hover) {
    public Point {
      Objects.requireNonNull(style, "style");
      Objects.requireNonNull(hover, "hover");
    }
  }

  private final FigureText text;
  private final String xLabel;
  private final String yLabel;
  private final boolean logarithmic;

  public Scatter(FigureText text, String xLabel, String yLabel, boolean logarithmic) {
    this.text = text;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.logarithmic = logarithmic;
  }

  public void draw(Markup out, List<Point> points) {
    boolean complete = points.stream().allMatch(point -> Double.isFinite(place(point.x())));
    Axis x = covering(points, point -> place(point.x()), complete ? LEFT : LEFT + GUTTER, 98);
    Axis y = covering(points, Point::y, BOTTOM, TOP);
    text.open(out, "class", "fluid", "height", Integer.toString(HEIGHT));
    drawAxes(out, x, y);
    if (!complete) {
      out.element("text", "none", "class", "tick", "x", percent(NONE), "y", "316");
    }
    for (Point point : points) {
      boolean across = Double.isFinite(place(point.x()));
      boolean up = Double.isFinite(point.y());
      String strong = point.strong() ? " front" : "";
      out.open("g", "class", Mark.cssClass(point.style(), across && up) + strong);
      out.element("title", point.hover());
      String at = percent(across ? x.at(place(point.x())) : NONE);
      int down = up ? (int) Math.round(y.at(point.y())) : BOTTOM + 10;
      Mark.shape(out, point.style(), at, down, 5);
      out.close();
    }
    out.close();
  }

  private void drawAxes(Markup out, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      String at = Numbers.coordinate(y.at(tick));
      out.empty("line", "class", "grid", "x1", "8%", "x2", "98%", "y1", at, "y2", at);
      String base = Numbers.coordinate(y.at(tick) + 4);
      out.element("text", y.tickLabel(tick), "class", "tick end", "x", "7.4%", "y", base);
    }
    String bottom = Integer.toString(BOTTOM);
    for (double tick : x.ticks()) {
      String at = percent(x.at(tick));
      out.empty(
          "line", "class", "grid", "x1", at, "x2", at, "y1", Integer.toString(TOP), "y2", bottom);
      String label = logarithmic ? power(tick) : x.tickLabel(tick);
      out.element("text", label, "class", "tick", "x", at, "y", "316");
    }
    out.element("text", yLabel, "class", "axis", "x", "2%", "y", "14");
    out.element("text", xLabel, "class", "axis end", "x", "98%", "y", "334");
  }

  private double place(double x) {
    return logarithmic ? Math.log10(x) : x;
  }

  private static Axis covering(
      List<Point> points, ToDoubleFunction<Point> value, double from, double to) {
    List<Double> finite = new ArrayList<>();
    for (Point point : points) {
      double at = value.applyAsDouble(point);
      if (Double.isFinite(at)) {
        finite.add(at);
      }
    }
    double least = finite.stream().min(Double::compare).orElse(0.0);
    double most = finite.stream().max(Double::compare).orElse(1.0);
    return Axis.covering(least, most, 5, from, to);
  }

  /** 10 to a power, as people write sizes: 100, 10k, 1M, 1G. */
  private static String power(double exponent) {
    double value = Math.pow(10, exponent);
    String[] units = {"", "k", "M", "G", "T", "P"};
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return Numbers.fixed(value, value < 9.95 && value % 1 > 0.05 ? 1 : 0) + units[unit];
  }

  private static String percent(double value) {
    return Numbers.coordinate(value) + "%";
  }
}
