package org.plateau.features;

import java.util.List;
import java.util.stream.IntStream;

/** Column names of filter bank features. */
final class Bands {
  private Bands() {}

  /** {@code band0}, {@code band1}, ... from the lowest. */
  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(band -> "band" + band).toList();
  }
}
