package org.plateau.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.stages.export.ExportFormat;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;

/**
 * Writes tables and views as files. What names single clips of a corpus, like predictions or
 * transcripts, is left out unless asked for; recordings and feature matrices are never written.
 */
public final class Export {
  /** Columns that name a clip or a file of a corpus. */
  private static final List<String> CLIP_COLUMNS = List.of("utterance", "audio_id", "path");

  private final Warehouse warehouse;
  private final Map<String, String> views;
  private final Sql sql;

  /**
   * @param views text of each view by name
   */
  public Export(Warehouse warehouse, Map<String, String> views) {
    this.warehouse = warehouse;
    this.views = Map.copyOf(views);
    this.sql = new Sql(warehouse, views);
  }

  /**
   * What to write.
   *
   * @param folder made if absent
   * @param formats kinds of files
   * @param names tables and views; empty for all tables that stand and all views
   * @param clips true if rows about single clips may be written
   */
  public record Request(
      Path folder, List<ExportFormat> formats, List<String> names, boolean clips) {
    public Request {
      formats = List.copyOf(formats);
      names = List.copyOf(names);
      if (formats.isEmpty()) {
        throw new IllegalArgumentException("an export needs a format");
      }
    }
  }

  /**
   * Writes the files.
   *
   * @return their paths
   * @throws UserException if a name is unknown, or names what may not be written
   */
  public List<Path> execute(Request request) {
    List<String> names = request.names().isEmpty() ? all(request.clips()) : checked(request);
    List<Path> files = new ArrayList<>();
    try {
      Files.createDirectories(request.folder());
      for (String name : names) {
        Dataset<Row> rows = sql.query("SELECT * FROM " + name);
        if (!request.clips() && namesClips(rows.columns())) {
          if (!request.names().isEmpty()) {
            throw aboutClips(name);
          }
          continue;
        }
        for (ExportFormat format : request.formats()) {
          files.add(format.write(name, rows, request.folder()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + request.folder(), e);
    }
    return files;
  }

  private List<String> all(boolean clips) {
    List<String> names = new ArrayList<>();
    for (TableSpec spec : warehouse.present()) {
      if (!spec.wide() && (clips || !aboutClips(spec))) {
        names.add(spec.name());
      }
    }
    views.keySet().stream().sorted().forEach(names::add);
    return names;
  }

  private static List<String> checked(Request request) {
    for (String name : request.names()) {
      Optional<TableSpec> table = Tables.named(name);
      if (table.isPresent() && table.get().wide()) {
        throw new UserException(
            "--views %s: holds recordings or feature matrices, which export does not write"
                .formatted(name));
      }
      if (table.isPresent() && !request.clips() && aboutClips(table.get())) {
        throw aboutClips(name);
      }
      if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
        throw new UserException("--views %s: must be a name of a table or view".formatted(name));
      }
    }
    return request.names().stream().distinct().toList();
  }

  private static UserException aboutClips(String name) {
    return new UserException(
        "--views %s: its rows are single clips of a corpus; add --include-utterance-level if its licence lets you"
            .formatted(name));
  }

  private static boolean aboutClips(TableSpec spec) {
    return namesClips(spec.schema().fieldNames()) && namesClips(spec.keys().toArray(String[]::new));
  }

  private static boolean namesClips(String[] columns) {
    return Arrays.stream(columns).anyMatch(CLIP_COLUMNS::contains);
  }
}
