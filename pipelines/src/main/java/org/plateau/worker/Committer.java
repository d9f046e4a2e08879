package org.plateau.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which finished runs go into the tables. Pure but for the run directories: the caller
 * writes what it is given and may be stopped at any point; the next call gives the rest.
 */
public final class Committer {
  private final RunDirectories directories;

  public Committer(RunDirectories directories) {
    this.directories = directories;
  }

  /**
   * The finished runs whose rows are still missing, one attempt each, by run id.
   *
   * @param committed run ids that stand in the tables
   */
  public List<FinishedRun> uncommitted(Set<String> committed) throws IOException {
    List<FinishedRun> toFold = new ArrayList<>();
    for (String runId : directories.runIds()) {
      Optional<FinishedRun> run =
          committed.contains(runId) ? Optional.empty() : directories.finished(runId);
      if (run.isPresent()) {
        toFold.add(directories.settle(run.get()));
      }
    }
    return List.copyOf(toFold);
  }
}
