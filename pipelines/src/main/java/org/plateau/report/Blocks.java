package org.plateau.report;

/** Pieces that every section uses. */
final class Blocks {
  private Blocks() {}

  /** The query of a block, as a command to paste into a shell. */
  static void sql(Markup out, String warehouse, String what, String sql) {
    out.open("details", "class", "sql");
    out.element("summary", "SQL: " + what);
    String command = "./submit.sh sql --warehouse " + quoted(warehouse) + " " + quoted(sql);
    out.open("pre", "tabindex", "0").element("code", command).close();
    out.close();
  }

  /** What stands where a section has no data. */
  static void empty(Markup out, String what, String remedy) {
    out.element("p", "No " + what + " yet. " + remedy, "class", "note empty");
  }

  /** Text in double quotes for a POSIX shell. */
  static String quoted(String text) {
    return '"' + text.replaceAll("([\\\\\"$`])", "\\\\$1") + '"';
  }
}
