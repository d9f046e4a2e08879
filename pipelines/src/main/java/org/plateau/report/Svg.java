package org.plateau.report;

import java.util.ArrayList;
import java.util.List;

/** What every figure has: a role, a title and a text that says the same as the drawing. */
final class Svg {
  private Svg() {}

  /** Opens an {@code svg} element with its text alternatives; the caller closes it. */
  static void open(Markup out, String id, String title, String description, String... attributes) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("xmlns", "http://www.w3.org/2000/svg", "role", "img"));
    all.addAll(List.of("aria-labelledby", id + "-t " + id + "-d"));
    all.addAll(List.of(attributes));
    out.open("svg", all.toArray(String[]::new));
    out.element("title", title, "id", id + "-t");
    out.element("desc", description, "id", id + "-d");
  }
}
