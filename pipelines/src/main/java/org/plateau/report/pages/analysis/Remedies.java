package org.plateau.report.pages.analysis;

/** Commands that fill what is empty. */
final class Remedies {
  static final String ANALYSE =
      "./submit.sh analyse fills this page from predictions; ./submit.sh import-scores FILE and then"
          + " ./submit.sh analyse --published from published scores.";
  static final String PREDICTIONS =
      "./submit.sh import-predictions FILE (or train and predict), then score and analyse: it needs"
          + " predictions, for example ./submit.sh analyse.";

  private Remedies() {}
}
