package org.plateau.nn.weights;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.plateau.models.ModelSpec;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.NetworkSize;
import org.plateau.nn.Networks;
import org.plateau.nn.checkpoint.Checkpoints;
import org.plateau.nn.checkpoint.DurableFiles;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * The weights that a user has added to a warehouse: one folder a model with {@code
 * model.safetensors}, {@code config.json} and, written last, {@code weights.json}.
 */
public final class WeightStore {
  private static final String RECORD = "weights.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path root;

  public WeightStore(Path root) {
    this.root = root;
  }

  /**
   * Adds or replaces the weights of a model. Where its network is there, names are brought to the
   * network's and everything but the head must fit.
   *
   * @param origin where the user has the file from
   * @param licence its licence
   * @throws WeightFileException if the file is damaged or does not fit
   */
  public AddedWeights add(ModelSpec model, Path file, String origin, String licence)
      throws IOException {
    Path folder = folder(model.name());
    Path temporary = folder.resolveSibling(".tmp-" + folder.getFileName());
    DurableFiles.deleteFolder(temporary);
    try (WeightFile source = WeightFiles.open(file)) {
      NetworkFactory factory = Networks.factories().get(model.architecture());
      Map<String, String> names = ConvertedFile.sameNames(source);
      String fit = "not checked: no network of architecture " + model.architecture();
      if (factory != null) {
        LoadReport report = compare(factory, model, source);
        names = report.found();
        fit = report.summary();
      }
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("model", model.name());
      facts.put("architecture", model.architecture());
      facts.put("feature_set", model.featureSet());
      String hash = ConvertedFile.write(source, names, temporary, facts);
      long values = 0;
      for (String name : names.values()) {
        long count = 1;
        for (long size : source.shape(name)) {
          count *= size;
        }
        values += count;
      }
      AddedWeights added =
          new AddedWeights(
              model.name(),
              factory == null ? null : model.architecture(),
              origin,
              licence,
              source.path().getFileName().toString(),
              DurableFiles.sha256(source.path()),
              hash,
              Files.size(temporary.resolve(ConvertedFile.WEIGHTS)),
              names.size(),
              values,
              fit);
      Checkpoints.writeJson(temporary.resolve(RECORD), added);
      DurableFiles.deleteFolder(folder);
      DurableFiles.rename(temporary, folder);
      return added;
    } finally {
      DurableFiles.deleteFolder(temporary);
    }
  }

  private static LoadReport compare(NetworkFactory factory, ModelSpec model, WeightFile source)
      throws IOException {
    int classes = NetworkSize.REFERENCE_CLASSES;
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, classes, model.options(), 0)) {
      LoadReport report = new WeightLoader(factory, network, classes).compare(source);
      if (!report.fits()) {
        throw new WeightFileException(
            "%s: does not fit model %s: %s"
                .formatted(source.path(), model.name(), report.summary()));
      }
      return report;
    }
  }

  /** What has been added for a model. */
  public Optional<AddedWeights> find(String model) throws IOException {
    Path record = folder(model).resolve(RECORD);
    return Files.isRegularFile(record)
        ? Optional.of(JSON.readValue(record.toFile(), AddedWeights.class))
        : Optional.empty();
  }

  /** The file that training reads. */
  public Path weights(String model) {
    return folder(model).resolve(ConvertedFile.WEIGHTS);
  }

  /** What is wrong with the stored file, or empty if it is as it was added. */
  public Optional<String> defect(AddedWeights added) throws IOException {
    Path file = weights(added.model());
    if (!Files.isRegularFile(file)) {
      return Optional.of(file + " is gone");
    }
    if (Files.size(file) != added.bytes()) {
      return Optional.of(
          "%s has %d bytes, %d were added".formatted(file, Files.size(file), added.bytes()));
    }
    if (!DurableFiles.sha256(file).equals(added.sha256())) {
      return Optional.of(file + " has another SHA-256 than when it was added");
    }
    return Optional.empty();
  }

  private Path folder(String model) {
    Path folder = root.resolve(model).normalize();
    if (!root.normalize().equals(folder.getParent())) {
      throw new IllegalArgumentException("model name must name one folder, found " + model);
    }
    return folder;
  }
}
