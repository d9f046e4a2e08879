package org.plateau.report;

import java.util.List;

/**
 * A confusion matrix: rows are the truth, columns the prediction; a cell's shade is its share of
 * the row and its text says share and clips.
 */
final class HeatMap {
  private static final int WIDTH = 340;
  private static final int LEFT = 78;
  private static final int TOP = 58;

  /** The darkest shade: text stays readable on it in both colour schemes. */
  private static final double FULL = 0.75;

  private final String id;
  private final String title;
  private final List<String> classes;
  private final long[][] counts;

  /** A matrix with {@code counts[truth][prediction]} in the order of {@code classes}. */
  HeatMap(String id, String title, List<String> classes, long[][] counts) {
    this.id = id;
    this.title = title;
    this.classes = classes;
    this.counts = counts;
  }

  void draw(Markup out) {
    double side = (double) (WIDTH - LEFT - 4) / classes.size();
    double cellHeight = Math.min(side, 48);
    int height = (int) Math.ceil(TOP + cellHeight * classes.size() + 6);
    String box = "0 0 " + WIDTH + " " + height;
    Svg.open(out, id, title, description(), "class", "fixed", "viewBox", box);
    out.element("text", "predicted", "class", "axis", "x", Integer.toString(LEFT), "y", "16");
    out.element("text", "true", "class", "axis", "x", "4", "y", "40");
    for (int k = 0; k < classes.size(); k++) {
      String middle = Numbers.coordinate(LEFT + (k + 0.5) * side);
      out.element("text", cut(classes.get(k), 9), "class", "tick", "x", middle, "y", "46");
      String base = Numbers.coordinate(TOP + (k + 0.5) * cellHeight + 4);
      out.element("text", cut(classes.get(k), 11), "class", "tick start", "x", "4", "y", base);
    }
    for (int truth = 0; truth < classes.size(); truth++) {
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        drawCell(out, truth, predicted, side, cellHeight);
      }
    }
    out.close();
  }

  private void drawCell(Markup out, int truth, int predicted, double side, double cellHeight) {
    long clips = counts[truth][predicted];
    double share = share(truth, predicted);
    double x = LEFT + predicted * side;
    double y = TOP + truth * cellHeight;
    out.open(
        "g",
        "class",
        truth == predicted ? "cell right" : "cell",
        "data-label",
        classes.get(truth),
        "data-prediction",
        classes.get(predicted),
        "data-clips",
        Long.toString(clips));
    String hover = classes.get(truth) + " taken for " + classes.get(predicted) + ": " + clips;
    out.element("title", hover + " of " + rowTotal(truth));
    out.empty(
        "rect",
        "x",
        Numbers.coordinate(x + 1),
        "y",
        Numbers.coordinate(y + 1),
        "width",
        Numbers.coordinate(side - 2),
        "height",
        Numbers.coordinate(cellHeight - 2),
        "fill-opacity",
        Numbers.coordinate(Double.isNaN(share) ? 0 : FULL * share));
    String middle = Numbers.coordinate(x + side / 2);
    String upper = Numbers.coordinate(y + cellHeight / 2 - 2);
    String lower = Numbers.coordinate(y + cellHeight / 2 + 13);
    out.element("text", Numbers.fixed(share, 2), "class", "share", "x", middle, "y", upper);
    out.element("text", Long.toString(clips), "class", "small", "x", middle, "y", lower);
    out.close();
  }

  private String description() {
    StringBuilder text = new StringBuilder("Rows are the true class. ");
    for (int truth = 0; truth < classes.size(); truth++) {
      text.append(classes.get(truth)).append(", ").append(rowTotal(truth)).append(" clips:");
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        text.append(predicted == 0 ? " " : ", ").append(counts[truth][predicted]);
        text.append(" as ").append(classes.get(predicted));
      }
      text.append(". ");
    }
    return text.toString().strip();
  }

  private double share(int truth, int predicted) {
    long total = rowTotal(truth);
    return total == 0 ? Double.NaN : (double) counts[truth][predicted] / total;
  }

  private long rowTotal(int truth) {
    long total = 0;
    for (long count : counts[truth]) {
      total += count;
    }
    return total;
  }

  private static String cut(String name, int length) {
    int points = name.codePointCount(0, name.length());
    return points <= length
        ? name
        : name.substring(0, name.offsetByCodePoints(0, length - 1)) + "\u2026";
  }
}
