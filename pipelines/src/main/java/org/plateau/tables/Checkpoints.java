package org.plateau.tables;

import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every tenth version of a table gets a checkpoint, from which readers start. Delta's writer for
 * Spark makes one by two jobs of a second or more; its kernel makes the same file in this thread in
 * a tenth of that. Tables keep Delta's own at a longer interval, for other programs that write.
 */
final class Checkpoints {
  /** Versions between two of Delta's own. */
  static final int DELTA_INTERVAL = 100;

  private static final int INTERVAL = 10;
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private Checkpoints() {}

  /** Makes the checkpoint of a version if it is due and Delta has not made it. */
  static void whenDue(String table, long version, Configuration hadoop) {
    if (version == 0 || version % INTERVAL != 0) {
      return;
    }
    Path file = new Path(table, "_delta_log/%020d.checkpoint.parquet".formatted(version));
    try {
      if (!file.getFileSystem(hadoop).exists(file)) {
        Engine engine = DefaultEngine.create(hadoop);
        Table.forPath(engine, table).checkpoint(engine, version);
      }
    } catch (CheckpointAlreadyExistsException e) {
      log.debug("{}: another program made the checkpoint of version {}", table, version);
    } catch (KernelException | KernelEngineException | IOException | UncheckedIOException e) {
      log.warn("{}: no checkpoint of version {}; the table is complete without", table, version, e);
    }
  }
}
