package org.plateau.report.html;

/** Pieces that every section uses. */
public final class Blocks {
  private Blocks() {}

  /** The query of a block, as a command to paste into a shell. */
  public static void sql(Markup out, String warehouse, String what, String sql) {
    out.open("details", "class", "sql");
    out.element("summary", "SQL: " + what);
    String command = "./submit.sh sql --warehouse " + quoted(warehouse) + " " + quoted(sql);
    out.open("pre", "tabindex", "0", "role", "region", "aria-label", what + ", as SQL")
        .element("code", command)
        .close();
    out.close();
  }

  /** What stands where a section has no data. */
  public static void empty(Markup out, String what, String remedy) {
    out.element("p", "No " + what + " yet. " + remedy, "class", "note empty");
  }

  /** Text in double quotes for a POSIX shell. */
  public static String quoted(String text) {
    return '"' + text.replaceAll("([\\\\\"$`])", "\\\\$1") + '"';
  }
}
