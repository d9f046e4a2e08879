package org.plateau.stages.imports;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one pass over a part of a file found.
 *
 * @param file number of the file
 * @param rows rows before the first bad one, all if there is none
 * @param badRow its number, or 0
 * @param badMessage what is wrong with it, or null
 * @param slots what the rows belong to
 * @param probabilities rows whose logits are probabilities
 */
@SuppressWarnings("ReferenceEquality") // Rows of one slot share it.
public record Scan(
    int file, long rows, long badRow, String badMessage, Set<Slot> slots, long probabilities)
    implements Serializable {
  private static final int MOST_SLOTS = 200_000;
  private static final int FIRST_CAPACITY = 1024;

  /** Rows under check, and the hashes of their keys. */
  static final class Running {
    private final int file;
    private final Set<Slot> slots = new HashSet<>();
    private long[] hashes = new long[FIRST_CAPACITY];
    private int rows;
    private long probabilities;
    private long badRow;
    private String badMessage;
    private Slot latest;

    Running(int file) {
      this.file = file;
    }

    /** Reads to the end or to the first bad row. */
    void read(RowReader reader, RowCheck check) {
      RawRow raw = new RawRow();
      try {
        while (reader.next(raw)) {
          add(check.check(raw));
        }
      } catch (BadRow e) {
        badRow = e.row();
        badMessage = e.getMessage();
      }
    }

    private void add(CheckedRow row) {
      if (row.slot() != latest) {
        latest = row.slot();
        slots.add(latest);
        if (slots.size() > MOST_SLOTS) {
          throw new BadRow(row.number(), "(all)", slots.size() + " runs", "must be fewer");
        }
      }
      if (rows == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * rows);
      }
      hashes[rows++] = row.keyHash();
      probabilities += row.probabilities() ? 1 : 0;
    }

    Scan result() {
      return new Scan(file, rows, badRow, badMessage, slots, probabilities);
    }

    /** The hashes of the keys, in the order of the rows. */
    long[] hashes() {
      return Arrays.copyOf(hashes, rows);
    }
  }

  /** Splits hashes by their value into as many arrays as there are buckets. */
  static long[][] buckets(long[] hashes, int number) {
    int[] sizes = new int[number];
    for (long hash : hashes) {
      sizes[bucket(hash, number)]++;
    }
    long[][] buckets = new long[number][];
    for (int b = 0; b < number; b++) {
      buckets[b] = new long[sizes[b]];
    }
    for (long hash : hashes) {
      int b = bucket(hash, number);
      buckets[b][--sizes[b]] = hash;
    }
    return buckets;
  }

  private static int bucket(long hash, int number) {
    return (int) Math.floorMod(hash >>> 16, (long) number);
  }

  /** True if some value stands twice in all the arrays together. */
  static boolean repeats(List<long[]> parts) {
    long[] all = new long[parts.stream().mapToInt(part -> part.length).sum()];
    int size = 0;
    for (long[] part : parts) {
      System.arraycopy(part, 0, all, size, part.length);
      size += part.length;
    }
    Arrays.sort(all);
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1]) {
        return true;
      }
    }
    return false;
  }
}
