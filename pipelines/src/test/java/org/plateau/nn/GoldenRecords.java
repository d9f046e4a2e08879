package org.plateau.nn;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.plateau.testing.SharedData;

/** Reads the records of the peers' networks. */
final class GoldenRecords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FAMILIES =
      List.of("opensmile", "crnn", "vision", "cnn14", "ecapa", "ast");

  private GoldenRecords() {}

  /** The record of a model, whichever family's file holds it. */
  static JsonNode record(String model) {
    for (String family : FAMILIES) {
      Optional<JsonNode> found = find(family + ".jsonl", model);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IllegalArgumentException("no record of " + model + " in " + FAMILIES);
  }

  private static Optional<JsonNode> find(String file, String model) {
    Path path = SharedData.path("reference/models/" + file);
    try {
      for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
        JsonNode node = JSON.readTree(line);
        if (node.get("model").asText().equals(model)) {
          return Optional.of(node);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.empty();
  }

  /** Lines of name, shape, type, tab-separated, without the header. */
  static List<String> stateLines(String model) {
    Path path = SharedData.path("reference/models/state_dict/" + model + ".tsv.gz");
    try (InputStream raw = Files.newInputStream(path);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] numbers(JsonNode array) {
    if (array.get(0).isArray()) {
      return StreamSupport.stream(array.spliterator(), false)
          .flatMapToDouble(row -> Arrays.stream(numbers(row)))
          .toArray();
    }
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  static Shape shape(JsonNode array) {
    return new Shape(
        StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray());
  }
}
