package org.plateau.report;

import java.util.List;
import java.util.Map;

/** Versions, host, and optional parts that are not there. */
final class SoftwareSection implements Page.Section {
  private final View view;

  SoftwareSection(View view) {
    this.view = view;
  }

  @Override
  public String id() {
    return "software";
  }

  @Override
  public String heading() {
    return "Software";
  }

  @Override
  public void draw(Markup out) {
    Map<String, String> software = view.header().software();
    if (software.isEmpty()) {
      Blocks.empty(out, "software versions", "./submit.sh train records them.");
    } else {
      new Table<Map.Entry<String, String>>("Software and host")
          .text("Part", Map.Entry::getKey)
          .wide("Version", Map.Entry::getValue)
          .draw(out, List.copyOf(software.entrySet()));
    }
    if (view.header().missing().isEmpty()) {
      out.element("p", "No optional part is missing.");
    } else {
      new Table<MissingPart>("Optional parts that are missing")
          .text("Part", MissingPart::name)
          .wide("Without it", MissingPart::effect)
          .wide("Remedy", MissingPart::remedy)
          .draw(out, view.header().missing());
    }
    Blocks.sql(out, view.header().warehouse(), "groups of the catalogue", view.queries().groups());
  }
}
