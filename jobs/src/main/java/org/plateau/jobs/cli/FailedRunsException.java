package org.plateau.jobs.cli;

import java.util.List;

/** Some runs failed; the others stand. The command prints one line a run and exits with 3. */
public final class FailedRunsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> runs;

  /**
   * @param runs one line a failed run: what failed, why, and where its log is
   */
  public FailedRunsException(List<String> runs) {
    super(runs.size() + " runs failed");
    this.runs = List.copyOf(runs);
  }

  /** One line a failed run. */
  public List<String> runs() {
    return runs;
  }
}
