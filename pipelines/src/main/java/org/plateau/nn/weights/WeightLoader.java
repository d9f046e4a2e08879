package org.plateau.nn.weights;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;
import org.plateau.nn.checkpoint.WeightTensors;

/**
 * Fills a network from a file. Not required of a file: counters of batch norm, tensors that are
 * constant (neither trained nor running statistics), a tensor that is tied to one that is there.
 */
public final class WeightLoader {
  private final NetworkFactory factory;
  private final Network network;
  private final int classes;

  /**
   * @param factory what built the network; knows other spellings of its names
   * @param network the network to fill
   * @param classes its number of logits
   */
  public WeightLoader(NetworkFactory factory, Network network, int classes) {
    this.factory = factory;
    this.network = network;
    this.classes = classes;
  }

  /** Compares names and shapes; changes nothing. */
  public LoadReport compare(WeightFile file) throws IOException {
    Map<String, NDArray> state = network.state();
    Map<String, String> matched = NameMap.match(state.keySet(), file.names(), factory::stateName);
    Map<String, String> found = new LinkedHashMap<>();
    Map<String, String> misshaped = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : matched.entrySet()) {
      long[] wanted = state.get(pair.getKey()).getShape().getShape();
      long[] stored = file.shape(pair.getValue());
      if (Arrays.equals(wanted, stored)) {
        found.put(pair.getKey(), pair.getValue());
      } else {
        misshaped.put(
            pair.getKey(),
            "%s: %s in the network, %s in the file"
                .formatted(pair.getKey(), Arrays.toString(wanted), Arrays.toString(stored)));
      }
    }
    List<String> missing = missing(matched, found);
    List<String> open = new ArrayList<>(missing);
    open.addAll(misshaped.keySet());
    Set<String> head = head(open);
    missing.removeAll(head);
    misshaped.keySet().removeAll(head);
    List<String> unexpected = new ArrayList<>(file.names());
    unexpected.removeAll(new HashSet<>(matched.values()));
    return new LoadReport(
        found, List.copyOf(head), missing, List.copyOf(misshaped.values()), unexpected);
  }

  /**
   * Fills the network and leaves the head as it is where the file's does not fit.
   *
   * @throws WeightFileException if anything else is missing or of another shape
   */
  public LoadReport loadForTraining(WeightFile file) throws IOException {
    LoadReport report = compare(file);
    if (!report.fits()) {
      throw refusal(file, report);
    }
    fill(file, report);
    return report;
  }

  /**
   * Fills the whole network, the head included.
   *
   * @throws WeightFileException if anything is missing or of another shape
   */
  public LoadReport loadAll(WeightFile file) throws IOException {
    LoadReport report = compare(file);
    if (!report.complete()) {
      throw refusal(file, report);
    }
    fill(file, report);
    return report;
  }

  private static WeightFileException refusal(WeightFile file, LoadReport report) {
    return new WeightFileException(
        "%s: does not fit the network: %s".formatted(file.path(), report.summary()));
  }

  private void fill(WeightFile file, LoadReport report) throws IOException {
    for (Map.Entry<String, String> pair : report.found().entrySet()) {
      WeightTensors.load(pair.getKey(), network.state().get(pair.getKey()), file, pair.getValue());
    }
  }

  private List<String> missing(Map<String, String> matched, Map<String, String> found) {
    Map<String, NDArray> state = network.state();
    Set<NDArray> filled = Collections.newSetFromMap(new IdentityHashMap<>());
    found.keySet().forEach(name -> filled.add(state.get(name)));
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, NDArray> tensor : state.entrySet()) {
      String name = tensor.getKey();
      boolean needed =
          network.trainable().containsKey(name)
              || name.endsWith("running_mean")
              || name.endsWith("running_var");
      if (needed && !matched.containsKey(name) && !filled.contains(tensor.getValue())) {
        missing.add(name);
      }
    }
    return missing;
  }

  /**
   * Of the tensors without values those of the head: the ones whose first dimension is the number
   * of classes, and all others of the same outermost module.
   */
  private Set<String> head(List<String> open) {
    Set<String> modules = new HashSet<>();
    for (String name : open) {
      long[] shape = network.state().get(name).getShape().getShape();
      if (shape.length > 0 && shape[0] == classes) {
        modules.add(module(name));
      }
    }
    Set<String> head = new LinkedHashSet<>();
    for (String name : open) {
      if (modules.contains(module(name))) {
        head.add(name);
      }
    }
    return head;
  }

  private static String module(String name) {
    String bare = NameMap.bare(name);
    int dot = bare.indexOf('.');
    return dot < 0 ? bare : bare.substring(0, dot);
  }
}
