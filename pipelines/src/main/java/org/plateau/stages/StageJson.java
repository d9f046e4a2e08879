package org.plateau.stages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** JSON of the records that pass between driver and executors. */
public final class StageJson {
  public static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private StageJson() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + json, e);
    }
  }

  /** Replaces a small file in one step. */
  public static void writeFile(Path file, Object value) {
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.writeString(temporary, write(value));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Reads a small file; empty where it is absent or another writer has just replaced it. */
  public static <T> Optional<T> readFile(Path file, Class<T> type) {
    try {
      return Optional.of(MAPPER.readValue(Files.readString(file), type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
