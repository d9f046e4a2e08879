package org.plateau.stages.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Arrays of numbers in JSON. */
final class JsonNumbers {
  private static final int MOST = 10_000;

  private JsonNumbers() {}

  /** A factory that reads NaN and Infinity too, so that they can be refused by name. */
  static JsonFactory factory() {
    return JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  }

  /** The numbers up to the end of the array that has just started; empty if it holds others. */
  static Optional<double[]> read(JsonParser parser) throws IOException {
    double[] values = new double[8];
    int size = 0;
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        return Optional.of(Arrays.copyOf(values, size));
      }
      if (token == null || !token.isNumeric() || size == MOST) {
        return Optional.empty();
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = parser.getDoubleValue();
    }
  }
}
