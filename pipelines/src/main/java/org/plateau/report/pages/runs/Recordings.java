package org.plateau.report.pages.runs;

import org.plateau.report.data.Answer;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** The recordings: releases, clips by class, quarantine, frequent words. */
public final class Recordings implements Theme {
  @Override
  public String file() {
    return "data.html";
  }

  @Override
  public String title() {
    return "Recordings";
  }

  @Override
  public String summary() {
    return "Releases, clips by class, what could not be used and why, frequent pairs of words.";
  }

  @Override
  public void draw(Sheet sheet) {
    drawReleases(sheet);
    drawQuarantine(sheet);
    drawWords(sheet);
  }

  private static void drawReleases(Sheet sheet) {
    Answer releases =
        sheet.rows(
            Slice.of(
                    Relations.RELEASES,
                    "corpus",
                    "release",
                    "utterances",
                    "quarantined",
                    "speakers",
                    "hours")
                .orderBy("corpus", "release"));
    if (releases.isEmpty()) {
      sheet.empty(
          "ingested release", "./submit.sh ingest --set corpora.<corpus>.path=... fills it.");
      return;
    }
    sheet.table(
        new Table("Ingested releases")
            .column("Corpus", Cell.text("corpus"))
            .column("Release", Cell.text("release"))
            .column("Clips", Cell.count("utterances"))
            .column("Quarantined", Cell.count("quarantined"))
            .column("Speakers", Cell.count("speakers"))
            .column("Hours", Cell.fixed("hours", 2)),
        releases);
    sheet.table(
        new Table("Clips by task, split and class")
            .column("Corpus", Cell.text("corpus"))
            .column("Release", Cell.text("release"))
            .column("Task", Cell.text("task"))
            .column("Split", Cell.text("split"))
            .column("Class", Cell.text("label"))
            .column("Clips", Cell.count("clips"))
            .column("Speakers", Cell.count("speakers")),
        sheet.rows(
            Slice.of(
                    Relations.CLASSES,
                    "corpus",
                    "release",
                    "task",
                    "split",
                    "label",
                    "clips",
                    "speakers")
                .orderBy("corpus", "release", "task", "split", "label")));
  }

  private static void drawQuarantine(Sheet sheet) {
    Answer quarantine =
        sheet.rows(
            Slice.of(Relations.QUARANTINE, "corpus", "release", "path", "reason", "detail")
                .orderBy("corpus", "release", "path"));
    sheet.heading("Quarantine");
    if (quarantine.isEmpty()) {
      sheet.note("Nothing is quarantined.");
      return;
    }
    sheet.table(
        new Table("What could not be used")
            .column("File or line", Cell.text("path"))
            .column("Reason", Cell.text("reason"))
            .column("Detail", Cell.wide("detail"))
            .column("Corpus", Cell.text("corpus"))
            .column("Release", Cell.text("release")),
        quarantine);
  }

  private static void drawWords(Sheet sheet) {
    Answer all =
        sheet.rows(Slice.of(Relations.BIGRAMS, "corpus", "release", "source", "ngram", "count"));
    sheet.heading("Frequent pairs of words");
    if (all.isEmpty()) {
      sheet.empty("words", "./submit.sh analyse counts the words of the transcripts.");
    }
    for (Key text : Groups.keys(all.rows(), java.util.List.of("corpus", "release", "source"))) {
      Answer words =
          sheet.rows(
              Slice.of(Relations.BIGRAMS, "ngram", "count").where(text).orderBy("-count", "ngram"));
      sheet.table(
          new Table(
                  "Pairs of words, "
                      + text.get("corpus")
                      + " "
                      + text.get("release")
                      + ", "
                      + text.get("source"))
              .column("Pair", Cell.text("ngram"))
              .column("Count", Cell.count("count")),
          words);
    }
  }
}
