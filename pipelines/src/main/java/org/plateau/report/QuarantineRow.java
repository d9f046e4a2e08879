package org.plateau.report;

/**
 * One file or label line that could not be used.
 *
 * @param corpus the corpus
 * @param release the release
 * @param path relative to the corpus root; {@code file#id} or {@code file:line} for a label line
 * @param reason one of the closed list
 * @param detail what was found
 */
public record QuarantineRow(
    String corpus, String release, String path, String reason, String detail) {
  static QuarantineRow of(Columns row) {
    return new QuarantineRow(
        row.text("corpus"),
        row.text("release"),
        row.text("path"),
        row.text("reason"),
        row.text("detail"));
  }
}
