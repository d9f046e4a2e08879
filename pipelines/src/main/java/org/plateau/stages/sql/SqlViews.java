package org.plateau.stages.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.plateau.config.UserException;

/** Views by name: one SELECT a file {@code NAME.sql}. */
public final class SqlViews {
  private SqlViews() {}

  /**
   * Reads the views of a folder; none where the folder is absent.
   *
   * @throws UserException if a file cannot be read or its name cannot name a view
   */
  public static Map<String, String> load(Path folder) {
    Map<String, String> views = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return views;
    }
    for (Path file : files(folder)) {
      String name = file.getFileName().toString().replaceFirst("\\.sql$", "");
      if (!name.matches("[a-z][a-z0-9_]*")) {
        throw new UserException(
            "view %s: a view's file must be named like name_1.sql; rename it".formatted(file));
      }
      try {
        views.put(name.toLowerCase(Locale.ROOT), Files.readString(file, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UserException("view %s: cannot be read as UTF-8 (%s)".formatted(file, e));
      }
    }
    return views;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    } catch (IOException e) {
      throw new UserException("views %s: cannot be listed (%s)".formatted(folder, e));
    }
  }
}
