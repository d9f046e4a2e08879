package org.plateau.tables;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Which files hold the rows of a small table, from its log alone. Delta's reader for Spark learns
 * that by two jobs, which for a table of a few files take longer than to read the rows.
 */
final class FewFiles {
  /** A table of more files or bytes gains by what Delta knows of each file's values. */
  private static final int MOST_FILES = 32;

  private static final long MOST_BYTES = 32L << 20;

  /** Of more files the driver would hold the names too long. */
  private static final int MOST_LISTED = 20_000;

  private static final long NEWEST = -1;

  /** Readers of this version need no more than the Parquet files: no deletions, no renamings. */
  private static final int PLAIN_READER = 1;

  private FewFiles() {}

  /**
   * One file.
   *
   * @param path with its scheme
   * @param logged the path as the log has it
   */
  record DataFile(String path, String logged, long bytes, long modified) {}

  /** The paths of the files of a table's newest version, or empty as {@link #of}. */
  static Optional<List<String>> newest(String path, Configuration hadoop) {
    return of(path, NEWEST, MOST_FILES, MOST_BYTES, hadoop)
        .map(list -> list.stream().map(DataFile::path).toList());
  }

  /** The files of the newest version, for a reader of all rows: of large tables too. */
  static Optional<List<DataFile>> all(String path, Configuration hadoop) {
    return of(path, NEWEST, MOST_LISTED, Long.MAX_VALUE, hadoop);
  }

  /**
   * The files of a version of a table.
   *
   * @return empty if the table is large or partitioned, or cannot be read as plain files
   */
  static Optional<List<DataFile>> of(String path, long version, Configuration hadoop) {
    return of(path, version, MOST_FILES, MOST_BYTES, hadoop);
  }

  private static Optional<List<DataFile>> of(
      String path, long version, int mostFiles, long mostBytes, Configuration hadoop) {
    Engine engine = DefaultEngine.create(hadoop);
    Table table = Table.forPath(engine, path);
    try {
      Snapshot snapshot =
          version == NEWEST
              ? table.getLatestSnapshot(engine)
              : table.getSnapshotAsOfVersion(engine, version);
      if (snapshot.getProtocol().getMinReaderVersion() != PLAIN_READER
          || !snapshot.getPartitionColumnNames().isEmpty()) {
        return Optional.empty();
      }
      return files(engine, snapshot.getScanBuilder().build(), mostFiles, mostBytes);
    } catch (KernelException | KernelEngineException | IOException | UncheckedIOException e) {
      return Optional.empty(); // Delta's own reader says what is wrong
    }
  }

  private static Optional<List<DataFile>> files(
      Engine engine, Scan scan, int mostFiles, long mostBytes) throws IOException {
    List<DataFile> files = new ArrayList<>();
    long bytes = 0;
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row row = rows.next();
            FileStatus file = InternalScanFileUtils.getAddFileStatus(row);
            files.add(
                new DataFile(
                    file.getPath(), logged(row), file.getSize(), file.getModificationTime()));
            bytes += file.getSize();
            if (files.size() > mostFiles || bytes > mostBytes || glob(file.getPath())) {
              return Optional.empty();
            }
          }
        }
      }
    }
    return Optional.of(files);
  }

  private static String logged(Row row) {
    Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    return add.getString(add.getSchema().indexOf("path"));
  }

  /** Whether Spark would take the path for a pattern. */
  private static boolean glob(String path) {
    return path.chars().anyMatch(c -> "{}[]*?\\".indexOf(c) >= 0);
  }
}
