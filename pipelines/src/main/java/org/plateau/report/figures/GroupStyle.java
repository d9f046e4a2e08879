package org.plateau.report.figures;

import java.util.List;

/**
 * Colour and shape of a model's group: by its place in the whole catalogue, so a group looks the
 * same on every page. The seven hues of Okabe and Ito (2008) that are not black, then the same as
 * squares, then both hollow.
 *
 * @param hue 0 to 6, class {@code h0} to {@code h6} of the style sheet; below 0 for a baseline
 * @param square a square instead of a circle
 * @param hollow only the outline
 */
public record GroupStyle(int hue, boolean square, boolean hollow) {
  /** A baseline's look: it has no group. */
  public static final GroupStyle BASELINE = new GroupStyle(-1, true, false);

  private static final int HUES = 7;

  /**
   * The style of a group; one that the catalogue does not know looks like the one after its end.
   */
  public static GroupStyle of(String group, List<String> groups) {
    int index = groups.indexOf(group);
    int place = index < 0 ? groups.size() : index;
    int shape = place / HUES % 4;
    return new GroupStyle(place % HUES, shape % 2 == 1, shape / 2 == 1);
  }

  public String cssClass() {
    if (hue < 0) {
      return "mark base";
    }
    return "mark h" + hue + (hollow ? " hollow" : "");
  }
}
