package org.plateau.jobs.cli;

/** Exit statuses of every command. */
public final class ExitCodes {
  /** All that was asked for is done. */
  public static final int SUCCESS = 0;

  /** A defect of the program; the trace is in the log file. */
  public static final int DEFECT = 1;

  /** A mistake that the user can mend, told in one line. */
  public static final int USER = 2;

  /** Some runs failed; one line each has been printed. */
  public static final int FAILED_RUNS = 3;

  private ExitCodes() {}
}
