package org.plateau.report.pages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.models.Baselines;
import org.plateau.report.data.Columns;
import org.plateau.report.figures.GroupStyle;
import org.plateau.report.html.Markup;

/** Colour and shape of each model, by its group in the catalogue: the same on every page. */
public final class Styles {
  private final Map<String, String> groupOf = new HashMap<>();
  private final List<String> groups;

  /** Styles from the rows of the catalogue: groups are placed by their first year, then name. */
  public Styles(List<Columns> models) {
    Map<String, Double> firstYear = new TreeMap<>();
    for (Columns row : models) {
      groupOf.put(row.text("model"), row.text("model_group"));
      double year = row.number("year");
      firstYear.merge(
          row.text("model_group"), Double.isNaN(year) ? Double.MAX_VALUE : year, Math::min);
    }
    groups = new ArrayList<>(firstYear.keySet());
    groups.sort(Comparator.comparing(firstYear::get));
  }

  public GroupStyle of(String model) {
    if (model.startsWith(Baselines.PREFIX)) {
      return GroupStyle.BASELINE;
    }
    return GroupStyle.of(groupOf.getOrDefault(model, ""), groups);
  }

  /** What the colours and shapes of these models mean. */
  public void legend(Markup out, Collection<String> models) {
    Map<String, GroupStyle> shown = new LinkedHashMap<>();
    groups.forEach(group -> shown.put(group, null));
    for (String model : models) {
      boolean baseline = model.startsWith(Baselines.PREFIX);
      String group = groupOf.getOrDefault(model, "");
      shown.put(baseline ? "baseline" : group.isEmpty() ? "no group" : group, of(model));
    }
    out.open("ul", "class", "legend", "aria-label", "Groups of models");
    shown.forEach(
        (name, style) -> {
          if (style != null) {
            out.open("li").open("svg", "viewBox", "0 0 14 14", "aria-hidden", "true");
            out.open("g", "class", style.cssClass().replace("mark", "sample"));
            if (style.square()) {
              out.empty("rect", "x", "2", "y", "2", "width", "10", "height", "10");
            } else {
              out.empty("circle", "cx", "7", "cy", "7", "r", "5");
            }
            out.close().close().text(name).close();
          }
        });
    out.close();
  }
}
