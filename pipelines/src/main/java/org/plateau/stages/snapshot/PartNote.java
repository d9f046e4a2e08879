package org.plateau.stages.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plateau.stages.snapshot.PartContents.Content;

/** The contents of a table's parts as text, to stand beside the version that holds them. */
final class PartNote {
  private static final String PARTS = "parts";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PartNote() {}

  /** {@code {"parts": {part: "rows:first:second"}}}, hashes in hexadecimal digits. */
  static String write(Map<String, Content> parts) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode node = root.putObject(PARTS);
    new TreeMap<>(parts)
        .forEach(
            (part, content) ->
                node.put(
                    part,
                    "%d:%s:%s"
                        .formatted(
                            content.rows(),
                            Long.toHexString(content.first()),
                            Long.toHexString(content.second()))));
    return root.toString();
  }

  /** The parts; empty for any other text. */
  static Optional<Map<String, Content>> read(String note) {
    try {
      JsonNode node = JSON.readTree(note).path(PARTS);
      if (!node.isObject()) {
        return Optional.empty();
      }
      Map<String, Content> parts = new HashMap<>();
      for (Map.Entry<String, JsonNode> part : node.properties()) {
        String[] values = part.getValue().asText().split(":", -1);
        parts.put(
            part.getKey(),
            new Content(
                Long.parseLong(values[0]),
                Long.parseUnsignedLong(values[1], 16),
                Long.parseUnsignedLong(values[2], 16)));
      }
      return Optional.of(parts);
    } catch (JsonProcessingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
