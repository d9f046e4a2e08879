package org.plateau.stages.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plateau.config.Nearest;
import org.plateau.config.UserException;

/**
 * Which field each column of a file holds. A column {@code truth} is taken for the label where
 * there is no column {@code label}.
 *
 * @param fields one a column, empty for columns that are not read
 * @param ignored names of the columns that are not read
 */
public record Header(List<Optional<Field>> fields, List<String> ignored) {
  private static final String TRUTH = "truth";

  public Header {
    fields = List.copyOf(fields);
    ignored = List.copyOf(ignored);
  }

  /**
   * Checks the names of a file's columns.
   *
   * @param file for messages
   * @param columns names in order
   * @param options values that stand in for columns that are absent
   * @throws UserException if a required column is absent, or one is there twice
   */
  public static Header of(String file, List<String> columns, Map<Field, String> options) {
    List<Optional<Field>> fields = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Set<Field> found = new HashSet<>();
    boolean labelled =
        columns.stream().anyMatch(column -> column.strip().equals(Field.LABEL.column()));
    for (String column : columns) {
      boolean truth = !labelled && column.strip().equals(TRUTH);
      Optional<Field> field = truth ? Optional.of(Field.LABEL) : Field.named(column.strip());
      fields.add(field);
      if (field.isEmpty()) {
        ignored.add(column);
      } else if (!found.add(field.get())) {
        throw new UserException(
            "%s line 1, column %s: stands twice; keep one".formatted(file, column));
      }
    }
    Arrays.stream(Field.values())
        .filter(field -> field.required() && !found.contains(field) && !options.containsKey(field))
        .findFirst()
        .ifPresent(
            field -> {
              throw missing(file, field, columns, ignored);
            });
    return new Header(fields, ignored);
  }

  private static UserException missing(
      String file, Field field, List<String> columns, List<String> ignored) {
    String near =
        Nearest.of(field.column(), ignored).map(name -> " (is " + name + " it?)").orElse("");
    String option =
        ImportRules.SHARED.contains(field)
            ? " or give its value by --" + field.column().replace('_', '-')
            : "";
    return new UserException(
        "%s line 1, column %s: is missing%s, found %s; name the column so%s"
            .formatted(file, field.column(), near, columns, option));
  }
}
