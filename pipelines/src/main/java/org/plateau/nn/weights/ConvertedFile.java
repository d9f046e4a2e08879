package org.plateau.nn.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plateau.nn.checkpoint.Checkpoints;
import org.plateau.nn.checkpoint.SafetensorsWriter;
import org.plateau.nn.checkpoint.TensorSource;
import org.plateau.nn.checkpoint.TensorType;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * Writes weights as a folder of {@code model.safetensors} and {@code config.json}, values and types
 * untouched: what Python's safetensors, torch and transformers load.
 */
public final class ConvertedFile {
  public static final String WEIGHTS = "model.safetensors";
  public static final String CONFIG = "config.json";
  private static final long MAX_CONFIG_BYTES = 4L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConvertedFile() {}

  /**
   * Writes the folder's two files.
   *
   * @param names the source's name by the new name, in the order of writing
   * @param facts what the configuration says where the source has none beside it
   * @return SHA-256 of {@code model.safetensors}
   */
  public static String write(
      WeightFile source, Map<String, String> names, Path folder, Map<String, Object> facts)
      throws IOException {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (name.getKey().equals("__metadata__")) {
        throw new WeightFileException(
            source.path() + ": a tensor may not have the name __metadata__");
      }
      tensors.put(
          name.getKey(),
          new Stored(
              source,
              name.getValue(),
              source.type(name.getValue()),
              source.shape(name.getValue())));
    }
    Files.createDirectories(folder);
    Map<String, Object> config = config(source.path());
    Checkpoints.writeJson(folder.resolve(CONFIG), config.isEmpty() ? facts : config);
    try {
      return SafetensorsWriter.write(folder.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** All names as they are. */
  public static Map<String, String> sameNames(WeightFile source) {
    Map<String, String> names = new LinkedHashMap<>();
    source.names().forEach(name -> names.put(name, name));
    return names;
  }

  private static Map<String, Object> config(Path source) throws IOException {
    Path beside = source.resolveSibling(CONFIG);
    Map<String, Object> config = new LinkedHashMap<>();
    if (!Files.isRegularFile(beside) || Files.size(beside) > MAX_CONFIG_BYTES) {
      return config;
    }
    try {
      JsonNode read = JSON.readTree(beside.toFile());
      read.properties().forEach(entry -> config.put(entry.getKey(), entry.getValue()));
      return config;
    } catch (JsonProcessingException e) {
      throw new WeightFileException(beside + ": is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A tensor that is read when it is written. */
  private record Stored(WeightFile file, String name, TensorType type, long[] shape)
      implements TensorSource {
    @Override
    public ByteBuffer bytes() {
      try {
        return file.bytes(name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
