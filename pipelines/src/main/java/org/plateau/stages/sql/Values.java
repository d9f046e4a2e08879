package org.plateau.stages.sql;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;

/** Values of Spark's rows as text. */
public final class Values {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

  private Values() {}

  /** A field of a CSV line. */
  static String csv(Object value) {
    return value == null ? "" : quoted(text(value));
  }

  /** Quotes a text if RFC 4180 needs it; an empty text is quoted, to differ from null. */
  static String quoted(String text) {
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    boolean padded = !text.equals(text.strip());
    return plain && !padded ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A value as text: numbers with all digits, times in ISO 8601, what is nested as JSON. */
  public static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof java.sql.Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof scala.collection.Iterable<?>
        || value instanceof org.apache.spark.sql.Row) {
      return write(node(value));
    }
    return value.toString();
  }

  /** A row as one JSON object; a repeated column name gets a number. */
  static String json(org.apache.spark.sql.Row row) {
    return write(node(row));
  }

  private static String write(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row cannot be written as JSON", e);
    }
  }

  private static JsonNode node(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof org.apache.spark.sql.Row row) {
      return object(row);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<?, ?> entry : asJava(map).entrySet()) {
        object.set(String.valueOf(entry.getKey()), node(entry.getValue()));
      }
      return object;
    }
    if (value instanceof scala.collection.Iterable<?> items) {
      ArrayNode array = NODES.arrayNode();
      asJava(items).forEach(item -> array.add(node(item)));
      return array;
    }
    return scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Float number) {
      return NODES.numberNode(number);
    }
    if (value instanceof BigDecimal number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Number number) {
      return NODES.numberNode(number.longValue());
    }
    return NODES.textNode(text(value));
  }

  private static ObjectNode object(org.apache.spark.sql.Row row) {
    ObjectNode object = NODES.objectNode();
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      for (int n = 2; object.has(name); n++) {
        name = names[i] + "_" + n;
      }
      object.set(name, node(row.get(i)));
    }
    return object;
  }
}
