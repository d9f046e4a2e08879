package org.plateau.report.pages;

/** One page of the report. */
public interface Theme {
  /** Name of its file. */
  String file();

  /** Its heading and the text of links to it. */
  String title();

  /** What it shows, in a sentence for the overview. */
  String summary();

  /** Writes what stands below the heading. */
  void draw(Sheet sheet);
}
