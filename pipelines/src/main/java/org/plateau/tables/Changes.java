package org.plateau.tables;

/**
 * How many rows a write adds, updates and deletes.
 *
 * @param inserted rows whose key is new
 * @param updated rows whose key stands and whose other columns differ
 * @param deleted rows whose key is gone
 */
public record Changes(long inserted, long updated, long deleted) {
  public static final Changes NONE = new Changes(0, 0, 0);

  /** True if a write would change nothing. */
  public boolean none() {
    return inserted == 0 && updated == 0 && deleted == 0;
  }
}
