package org.plateau.corpus;

import java.math.BigInteger;
import java.util.Comparator;

/** Order of release names: 1.9 &lt; 1.10 &lt; 2.0; parts that are no numbers compare as text. */
public final class ReleaseOrder {
  /** Compares two release names. */
  public static final Comparator<String> BY_VERSION = ReleaseOrder::compare;

  private ReleaseOrder() {}

  private static int compare(String a, String b) {
    String[] x = a.split("\\.", -1);
    String[] y = b.split("\\.", -1);
    for (int i = 0; i < Math.min(x.length, y.length); i++) {
      boolean numbers = isNumber(x[i]) && isNumber(y[i]);
      int order =
          numbers ? new BigInteger(x[i]).compareTo(new BigInteger(y[i])) : x[i].compareTo(y[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(x.length, y.length);
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
