package org.plateau.stages.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of a file of predictions. */
public enum Field {
  TASK(true),
  TEST_SET(true),
  CONDITION(true),
  MODEL(true),
  UTTERANCE(true),
  SPEAKER(true),
  LABEL(true),
  PREDICTION(true),
  SOURCE(false),
  EXPERIMENT(false),
  SEED(false),
  RELEASE(false),
  MODALITY(false),
  LOGITS(false);

  private final boolean required;

  Field(boolean required) {
    this.required = required;
  }

  /** True if a file must have the column, unless an option gives its value. */
  public boolean required() {
    return required;
  }

  /** The name in files. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field of a column's name, if it is one. */
  public static Optional<Field> named(String column) {
    return Arrays.stream(values()).filter(field -> field.column().equals(column)).findFirst();
  }

  /** All names, for messages. */
  public static List<String> columns() {
    return Arrays.stream(values()).map(Field::column).toList();
  }
}
