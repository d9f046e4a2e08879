package org.plateau.report;

/**
 * One ingested release.
 *
 * @param corpus the corpus
 * @param release the release
 * @param utterances readable clips
 * @param quarantined files and lines that could not be used
 * @param speakers distinct known speakers
 * @param hours length of all clips, in hours
 */
public record ReleaseRow(
    String corpus, String release, long utterances, long quarantined, long speakers, double hours) {
  static ReleaseRow of(Columns row) {
    return new ReleaseRow(
        row.text("corpus"),
        row.text("release"),
        row.whole("utterances"),
        row.whole("quarantined"),
        row.whole("speakers"),
        row.number("hours"));
  }
}
