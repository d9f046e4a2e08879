package org.plateau.report.figures;

import java.util.Objects;
import org.plateau.report.html.Markup;

/**
 * A mark on an axis: one row of the figure's query.
 *
 * @param value its place; a value that is not finite stands at the edge, dashed
 * @param low lower end of the error bar, NaN for none
 * @param high upper end of the error bar, NaN for none
 * @param style colour and shape
 * @param hover text shown on hovering
 */
public record Mark(double value, double low, double high, GroupStyle style, String hover) {
  public Mark {
    Objects.requireNonNull(style, "style");
    Objects.requireNonNull(hover, "hover");
  }

  /** A mark without error bar. */
  public Mark(double value, GroupStyle style, String hover) {
    this(value, Double.NaN, Double.NaN, style, hover);
  }

  static String cssClass(GroupStyle style, boolean defined) {
    return defined ? style.cssClass() : "mark undefined";
  }

  /** The shape at a place; horizontal places may be percentages. */
  static void shape(Markup out, GroupStyle style, String x, int y, int radius) {
    if (style.square()) {
      String side = Integer.toString(2 * radius);
      String shift = "translate(" + -radius + " 0)";
      String top = Integer.toString(y - radius);
      out.empty("rect", "x", x, "y", top, "width", side, "height", side, "transform", shift);
    } else {
      out.empty("circle", "cx", x, "cy", Integer.toString(y), "r", Integer.toString(radius));
    }
  }
}
