package org.plateau.stages;

import java.net.URI;
import java.nio.file.Path;
import org.plateau.config.UserException;

/**
 * Folders of a warehouse that executors and workers use as plain files. They lie apart from the
 * tables, since a table owns its folder ({@code <warehouse>/runs} is the table of runs).
 *
 * @param root the warehouse
 * @param packs packs, see {@code org.plateau.packs}
 * @param runs run directories, see {@code org.plateau.worker.RunDirectories}
 * @param weights weights that users have added, see {@code org.plateau.nn.weights.WeightStore}
 * @param logs log files
 */
public record WorkFolders(Path root, Path packs, Path runs, Path weights, Path logs) {
  /**
   * The folders of a warehouse.
   *
   * @param root the warehouse's root with its scheme
   * @throws UserException if the warehouse is not on a file system that is mounted as files
   */
  public static WorkFolders of(String root) {
    URI uri = new org.apache.hadoop.fs.Path(root).toUri();
    if (uri.getScheme() != null && !uri.getScheme().equals("file")) {
      throw new UserException(
          "warehouse %s: training needs a folder that every executor sees as files, found scheme %s;"
                  .formatted(root, uri.getScheme())
              + " put the warehouse on a local or shared disk");
    }
    Path path = Path.of(uri.getPath());
    Path work = path.resolve("work");
    return new WorkFolders(
        path,
        work.resolve("packs"),
        work.resolve("runs"),
        work.resolve("weights"),
        path.resolve("logs"));
  }
}
