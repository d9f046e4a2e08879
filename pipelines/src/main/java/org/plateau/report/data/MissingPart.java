package org.plateau.report.data;

import java.util.Objects;

/**
 * An optional part that is not there.
 *
 * @param name what is missing
 * @param effect what the report lacks for it
 * @param remedy what to do to have it
 */
public record MissingPart(String name, String effect, String remedy) {
  public MissingPart {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(remedy, "remedy");
  }
}
