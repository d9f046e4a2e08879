package org.plateau.jobs.steps;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.plateau.corpus.checks.Check;
import org.plateau.stages.Ingest;

/** Prints the checks of a release as a table of fixed columns. */
final class CheckTable {
  private static final String LINE = "  %-26s %-34s %12s %12s  %-8s %s";

  private CheckTable() {}

  /**
   * Prints the checks; nothing where there is nothing to print.
   *
   * @param all false: only those that warn
   */
  static void print(Ingest.Result release, List<Check> checks, boolean all, PrintWriter to) {
    List<Check> told =
        checks.stream().filter(check -> all || check.status() == Check.Status.WARNING).toList();
    if (told.isEmpty()) {
      return;
    }
    to.println("checks: " + release.corpus() + " " + release.release());
    to.println(line("name", "subject", "value", "official", "status", "detail"));
    for (Check check : told) {
      to.println(
          line(
              check.name(),
              check.subject(),
              number(check.value()),
              check.expected() == null ? "" : number(check.expected()),
              check.status().name().toLowerCase(Locale.ROOT),
              check.detail()));
    }
    to.flush();
  }

  private static String line(Object... values) {
    return String.format(Locale.ROOT, LINE, values).stripTrailing();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
