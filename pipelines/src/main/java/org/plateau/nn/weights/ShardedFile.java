package org.plateau.nn.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.nn.checkpoint.TensorType;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * Weights over several files, by an index {@code {"weight_map": {tensor: file}}} beside them. Every
 * file must lie in the index's own folder and hold exactly what the index says.
 */
final class ShardedFile implements WeightFile {
  private static final long MAX_INDEX_BYTES = 64L << 20;
  private static final int MAX_SHARDS = 10_000;

  private final Path path;
  private final Map<String, WeightFile> shards;
  private final Map<String, WeightFile> byTensor;

  private ShardedFile(Path path, Map<String, WeightFile> shards, Map<String, WeightFile> byTensor) {
    this.path = path;
    this.shards = shards;
    this.byTensor = byTensor;
  }

  static ShardedFile open(Path index) throws IOException {
    if (Files.size(index) > MAX_INDEX_BYTES) {
      throw new WeightFileException(
          "%s: has %d bytes, an index has at most %d"
              .formatted(index, Files.size(index), MAX_INDEX_BYTES));
    }
    Map<String, WeightFile> shards = new LinkedHashMap<>();
    Map<String, WeightFile> byTensor = new LinkedHashMap<>();
    ShardedFile file = new ShardedFile(index, shards, byTensor);
    try {
      JsonNode map = json(index).path("weight_map");
      if (!map.isObject() || map.isEmpty()) {
        throw new WeightFileException(index + ": has no weight_map");
      }
      for (Map.Entry<String, JsonNode> entry : map.properties()) {
        file.add(entry.getKey(), entry.getValue().asText());
      }
      file.checkComplete();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static JsonNode json(Path index) throws IOException {
    try {
      return new ObjectMapper().readTree(index.toFile());
    } catch (JsonProcessingException e) {
      throw new WeightFileException(index + ": is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void add(String tensor, String name) throws IOException {
    Path shard = path.resolveSibling(name);
    if (name.isBlank()
        || !Path.of(name).getFileName().toString().equals(name)
        || name.endsWith(".index.json")) {
      throw new WeightFileException(
          "%s: shard %s must be a file of the same folder".formatted(path, name));
    }
    if (!shards.containsKey(name)) {
      if (shards.size() >= MAX_SHARDS) {
        throw new WeightFileException(path + ": names more than " + MAX_SHARDS + " shards");
      }
      if (!Files.isRegularFile(shard)) {
        throw new WeightFileException("%s: shard %s is not there".formatted(path, name));
      }
      shards.put(name, WeightFiles.open(shard));
    }
    WeightFile file = shards.get(name);
    if (!file.contains(tensor)) {
      throw new WeightFileException("%s: shard %s lacks tensor %s".formatted(path, name, tensor));
    }
    byTensor.put(tensor, file);
  }

  private void checkComplete() throws WeightFileException {
    for (Map.Entry<String, WeightFile> shard : shards.entrySet()) {
      for (String tensor : shard.getValue().names()) {
        if (byTensor.get(tensor) != shard.getValue()) {
          throw new WeightFileException(
              "%s: tensor %s of shard %s does not stand in the index, or twice"
                  .formatted(path, tensor, shard.getKey()));
        }
      }
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<String> names() {
    return new ArrayList<>(byTensor.keySet());
  }

  @Override
  public boolean contains(String name) {
    return byTensor.containsKey(name);
  }

  @Override
  public TensorType type(String name) throws WeightFileException {
    return shard(name).type(name);
  }

  @Override
  public long[] shape(String name) throws WeightFileException {
    return shard(name).shape(name);
  }

  @Override
  public ByteBuffer bytes(String name) throws IOException {
    return shard(name).bytes(name);
  }

  @Override
  public Map<String, String> metadata() {
    Map<String, String> all = new LinkedHashMap<>();
    shards.values().forEach(shard -> all.putAll(shard.metadata()));
    return all;
  }

  private WeightFile shard(String name) throws WeightFileException {
    WeightFile shard = byTensor.get(name);
    if (shard == null) {
      throw new WeightFileException(path + ": there is no tensor " + name);
    }
    return shard;
  }

  @Override
  public void close() throws IOException {
    for (WeightFile shard : shards.values()) {
      shard.close();
    }
  }
}
