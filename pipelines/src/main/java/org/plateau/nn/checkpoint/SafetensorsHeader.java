package org.plateau.nn.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file, checked: every tensor has a known type, a shape whose size
 * equals its byte range, and the ranges cover the data without gap or overlap.
 *
 * @param tensors by name, in the header's order
 * @param metadata free text pairs
 */
record SafetensorsHeader(Map<String, Entry> tensors, Map<String, String> metadata) {
  /** The format's own limit. */
  static final long MAX_HEADER_BYTES = 100_000_000;

  static final String METADATA = "__metadata__";
  private static final int MAX_RANK = 16;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** One tensor: its place is relative to the first byte after the header. */
  record Entry(TensorType type, long[] shape, long begin, long end) {}

  /** Bytes of a tensor; an overflow or a negative dimension is an error. */
  static long byteCount(TensorType type, long[] shape) {
    long count = type.bytes();
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException("a dimension must be >= 0, found " + dimension);
      }
      count = Math.multiplyExact(count, dimension);
    }
    return count;
  }

  static SafetensorsHeader parse(byte[] json, long dataBytes) throws IOException {
    Map<String, Entry> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
        if (name.equals(METADATA)) {
          readMetadata(parser, metadata);
        } else {
          tensors.put(name, readEntry(parser, name));
        }
      }
      expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
      if (parser.nextToken() != null) {
        throw new WeightFileException("the header goes on after its closing brace");
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new WeightFileException("the header is not JSON: " + e.getOriginalMessage(), e);
    }
    checkRanges(tensors, dataBytes);
    return new SafetensorsHeader(tensors, metadata);
  }

  private static void readMetadata(JsonParser parser, Map<String, String> metadata)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      expect(parser, parser.nextToken(), JsonToken.VALUE_STRING);
      metadata.put(key, parser.getText());
    }
    expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
  }

  private static Entry readEntry(JsonParser parser, String name) throws IOException {
    TensorType type = null;
    long[] shape = null;
    long[] offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (field) {
        case "dtype" -> type = type(parser, token, name);
        case "shape" -> shape = longs(parser, token, MAX_RANK);
        case "data_offsets" -> offsets = longs(parser, token, 2);
        default -> throw new WeightFileException("tensor " + name + " has a field " + field);
      }
    }
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw new WeightFileException(
          "tensor " + name + " must have dtype, shape and two data_offsets");
    }
    return new Entry(type, shape, offsets[0], offsets[1]);
  }

  private static TensorType type(JsonParser parser, JsonToken token, String name)
      throws IOException {
    expect(parser, token, JsonToken.VALUE_STRING);
    String text = parser.getText();
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw new WeightFileException("tensor " + name + " has the unknown dtype " + text);
  }

  private static long[] longs(JsonParser parser, JsonToken first, int most) throws IOException {
    expect(parser, first, JsonToken.START_ARRAY);
    List<Long> values = new ArrayList<>();
    while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      values.add(parser.getLongValue());
      if (values.size() > most || parser.getLongValue() < 0) {
        throw new WeightFileException(
            "a shape or offset list is too long or negative: " + parser.currentLocation());
      }
    }
    expect(parser, parser.currentToken(), JsonToken.END_ARRAY);
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static void expect(JsonParser parser, JsonToken found, JsonToken wanted)
      throws IOException {
    if (found != wanted) {
      throw new WeightFileException(
          "the header must have %s at byte %d, found %s"
              .formatted(wanted, parser.currentLocation().getByteOffset(), found));
    }
  }

  private static void checkRanges(Map<String, Entry> tensors, long dataBytes)
      throws WeightFileException {
    List<Map.Entry<String, Entry>> byPlace = new ArrayList<>(tensors.entrySet());
    byPlace.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long place = 0;
    for (Map.Entry<String, Entry> named : byPlace) {
      Entry entry = named.getValue();
      if (entry.begin() != place) {
        throw new WeightFileException(
            "tensor %s begins at %d, the one before it ends at %d: gaps and overlaps are refused"
                .formatted(named.getKey(), entry.begin(), place));
      }
      if (entry.end() - entry.begin() != sizeOf(named.getKey(), entry)) {
        throw new WeightFileException(
            "tensor %s has %d bytes, its dtype and shape ask for %d"
                .formatted(
                    named.getKey(), entry.end() - entry.begin(), sizeOf(named.getKey(), entry)));
      }
      place = entry.end();
    }
    if (place != dataBytes) {
      throw new WeightFileException(
          "the tensors cover %d bytes, the file holds %d".formatted(place, dataBytes));
    }
  }

  private static long sizeOf(String name, Entry entry) throws WeightFileException {
    try {
      return byteCount(entry.type(), entry.shape());
    } catch (ArithmeticException e) {
      throw new WeightFileException("the shape of tensor " + name + " is too large", e);
    }
  }
}
