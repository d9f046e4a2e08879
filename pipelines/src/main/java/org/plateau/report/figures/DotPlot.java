package org.plateau.report.figures;

import java.util.List;
import java.util.Objects;
import org.plateau.report.html.Markup;
import org.plateau.report.html.Numbers;

/**
 * Marks with error bars on a common axis, a line a name. Horizontal positions are percentages and
 * text has its natural size, so one drawing is readable at any width.
 */
public final class DotPlot {
  private static final int TOP = 44;
  private static final int BOTTOM = 26;
  private static final int HEADING = 17;
  private static final int LINE = 34;

  /**
   * Marks of one name.
   *
   * @param label the name
   * @param marks its marks, on one line
   */
  public record Line(String label, List<Mark> marks) {
    public Line {
      Objects.requireNonNull(label, "label");
      marks = List.copyOf(marks);
    }
  }

  private final FigureText text;
  private final String axisLabel;
  private final Axis axis;
  private final double reference;
  private final String referenceLabel;

  /**
   * @param text title and description
   * @param axisLabel what the axis measures
   * @param low least value of the axis
   * @param high greatest value of the axis
   * @param reference where a dashed line stands, NaN for none
   * @param referenceLabel what the dashed line is
   */
  public DotPlot(
      FigureText text,
      String axisLabel,
      double low,
      double high,
      double reference,
      String referenceLabel) {
    this.text = text;
    this.axisLabel = axisLabel;
    this.axis = Axis.covering(low, high, 5, 2, 98);
    this.reference = reference;
    this.referenceLabel = referenceLabel;
  }

  public void draw(Markup out, List<Line> lines) {
    int bottom = TOP + lines.size() * LINE;
    text.open(out, "class", "fluid", "height", Integer.toString(bottom + BOTTOM));
    drawAxis(out, bottom);
    int top = TOP;
    for (Line line : lines) {
      out.element("text", line.label(), "class", "label", "x", "2%", "y", px(top + 12));
      for (Mark mark : line.marks()) {
        drawMark(out, mark, top + HEADING + (LINE - HEADING) / 2);
      }
      top += LINE;
    }
    out.close();
  }

  private void drawAxis(Markup out, int bottom) {
    for (double tick : axis.ticks()) {
      String x = percent(tick);
      out.empty("line", "class", "grid", "x1", x, "x2", x, "y1", px(TOP), "y2", px(bottom));
      out.element("text", axis.tickLabel(tick), "class", "tick", "x", x, "y", px(bottom + 16));
    }
    out.element("text", axisLabel, "class", "axis", "x", "2%", "y", "14");
    if (axis.covers(reference)) {
      String x = percent(reference);
      out.empty("line", "class", "chance", "x1", x, "x2", x, "y1", px(TOP - 6), "y2", px(bottom));
      out.element("text", referenceLabel, "class", "tick", "x", x, "y", px(TOP - 10));
    }
  }

  private void drawMark(Markup out, Mark mark, int y) {
    boolean defined = Double.isFinite(mark.value());
    out.open("g", "class", Mark.cssClass(mark.style(), defined));
    out.element("title", mark.hover());
    if (Double.isFinite(mark.low()) && Double.isFinite(mark.high())) {
      String low = percent(inside(mark.low()));
      String high = percent(inside(mark.high()));
      out.empty("line", "class", "bar", "x1", low, "x2", high, "y1", px(y), "y2", px(y));
      out.empty("line", "class", "bar", "x1", low, "x2", low, "y1", px(y - 3), "y2", px(y + 3));
      out.empty("line", "class", "bar", "x1", high, "x2", high, "y1", px(y - 3), "y2", px(y + 3));
    }
    String x = defined ? percent(inside(mark.value())) : "1%";
    Mark.shape(out, mark.style(), x, y, 5);
    out.close();
  }

  private double inside(double value) {
    return Math.max(axis.low(), Math.min(axis.high(), value));
  }

  private String percent(double value) {
    return Numbers.coordinate(axis.at(value)) + "%";
  }

  private static String px(int value) {
    return Integer.toString(value);
  }
}
