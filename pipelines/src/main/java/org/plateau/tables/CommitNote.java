package org.plateau.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a writer says of the version it makes, in the entry of Delta's log that makes it (its {@code
 * userMetadata}): it cannot stand without the version, nor the version without it.
 */
final class CommitNote {
  /** The writer's option that sets it. */
  static final String OPTION = "userMetadata";

  /** A longer entry is not read. */
  private static final long MOST_BYTES = 64L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private CommitNote() {}

  /**
   * The note of a version; empty where its writer left none, or its entry is gone.
   *
   * @param table the folder of the table
   */
  static Optional<String> read(String table, long version, Configuration hadoop) {
    Path entry = new Path(table, "_delta_log/%020d.json".formatted(version));
    try {
      FileSystem files = entry.getFileSystem(hadoop);
      if (files.getFileStatus(entry).getLen() > MOST_BYTES) {
        return Optional.empty();
      }
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(files.open(entry), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode note = JSON.readTree(line).path("commitInfo").path(OPTION);
          if (note.isTextual()) {
            return Optional.of(note.asText());
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the caller reads the table instead
    }
  }
}
