package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Dots with error bars on a common axis, in bands with a heading each. Horizontal positions are
 * percentages and text has its natural size, so one drawing is readable at any width.
 */
final class DotPlot {
  private static final int TOP = 44;
  private static final int HEADING = 30;
  private static final int ROW = 18;
  private static final int BAND_GAP = 12;
  private static final int BOTTOM = 30;

  /**
   * One mark.
   *
   * @param row line of its band, from 0
   * @param shift vertical shift in pixels
   * @param value position on the axis
   * @param low lower end of the error bar, NaN for none
   * @param high upper end of the error bar, NaN for none
   * @param style colour and shape
   * @param hover text shown on hovering
   * @param data names (without {@code data-}) and values of the mark's data attributes
   */
  record Dot(
      int row,
      int shift,
      double value,
      double low,
      double high,
      GroupStyle style,
      String hover,
      Map<String, String> data) {}

  /**
   * Marks that belong together.
   *
   * @param heading text above the marks
   * @param mean where a vertical bar stands, NaN for none
   * @param dots the marks
   */
  record Band(String heading, double mean, List<Dot> dots) {
    int rows() {
      return dots.stream().mapToInt(dot -> dot.row() + 1).max().orElse(1);
    }

    int height() {
      return HEADING + rows() * ROW + BAND_GAP;
    }
  }

  private final String id;
  private final String title;
  private final String description;
  private final String axisLabel;
  private final double chance;
  private final Axis axis = new Axis(0, 1, 2, 98, 0.2);

  /** A plot on the axis 0 to 1; {@code chance} draws a dashed line, NaN none. */
  DotPlot(String id, String title, String description, String axisLabel, double chance) {
    this.id = id;
    this.title = title;
    this.description = description;
    this.axisLabel = axisLabel;
    this.chance = chance;
  }

  void draw(Markup out, List<Band> bands) {
    int bodyHeight = bands.stream().mapToInt(Band::height).sum();
    int height = TOP + bodyHeight + BOTTOM;
    Svg.open(out, id, title, description, "class", "fluid", "height", Integer.toString(height));
    drawAxis(out, TOP, TOP + bodyHeight);
    int top = TOP;
    for (Band band : bands) {
      drawBand(out, band, top);
      top += band.height();
    }
    out.close();
  }

  private void drawAxis(Markup out, int top, int bottom) {
    for (double tick : axis.ticks()) {
      String x = percent(tick);
      out.empty("line", "class", "grid", "x1", x, "x2", x, "y1", px(top), "y2", px(bottom));
      out.element("text", axis.tickLabel(tick), "class", "tick", "x", x, "y", px(bottom + 16));
    }
    out.element("text", axisLabel, "class", "axis", "x", "2%", "y", "14");
    if (axis.covers(chance)) {
      String x = percent(chance);
      out.empty("line", "class", "chance", "x1", x, "x2", x, "y1", px(top - 6), "y2", px(bottom));
      String label = "chance " + Numbers.score(chance);
      out.element("text", label, "class", "tick", "x", x, "y", px(top - 10));
    }
  }

  private void drawBand(Markup out, Band band, int top) {
    out.element("text", band.heading(), "class", "band", "x", "2%", "y", px(top + 20));
    int first = top + HEADING;
    if (axis.covers(band.mean())) {
      String x = percent(band.mean());
      int end = first + band.rows() * ROW;
      out.empty("line", "class", "mean", "x1", x, "x2", x, "y1", px(first), "y2", px(end));
    }
    for (Dot dot : band.dots()) {
      drawDot(out, dot, first + dot.row() * ROW + ROW / 2 + dot.shift());
    }
  }

  private void drawDot(Markup out, Dot dot, int y) {
    List<String> attributes = new ArrayList<>(List.of("class", dot.style().cssClass()));
    dot.data().forEach((name, value) -> attributes.addAll(List.of("data-" + name, value)));
    out.open("g", attributes.toArray(String[]::new)).element("title", dot.hover());
    if (axis.covers(dot.low()) && axis.covers(dot.high())) {
      String low = percent(dot.low());
      String high = percent(dot.high());
      out.empty("line", "class", "bar", "x1", low, "x2", high, "y1", px(y), "y2", px(y));
      out.empty("line", "class", "bar", "x1", low, "x2", low, "y1", px(y - 3), "y2", px(y + 3));
      out.empty("line", "class", "bar", "x1", high, "x2", high, "y1", px(y - 3), "y2", px(y + 3));
    }
    String x = percent(dot.value());
    if (dot.style().square()) {
      out.empty(
          "rect",
          "x",
          x,
          "y",
          px(y - 5),
          "width",
          "10",
          "height",
          "10",
          "transform",
          "translate(-5 0)");
    } else {
      out.empty("circle", "cx", x, "cy", px(y), "r", "5");
    }
    out.close();
  }

  private String percent(double value) {
    return Numbers.coordinate(axis.at(value)) + "%";
  }

  private static String px(int value) {
    return Integer.toString(value);
  }
}
