package org.plateau.nn.weights;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * Finds for each tensor of a network the tensor of a file that stands for it. A name that is equal
 * wins; else names are compared without the wrappers that trainers and libraries put before them
 * ({@code module.}, {@code backbone.model.}, {@code wav2vec2.}) and in today's spelling.
 */
final class NameMap {
  /** Longer wrappers first, so that the longest is taken off. */
  private static final List<String> WRAPPERS =
      List.of(
          "audio_spectrogram_transformer.",
          "model_state_dict.",
          "backbone.model.",
          "state_dict.",
          "wav2vec2.",
          "backbone.",
          "network.",
          "module.",
          "hubert.",
          "model.");

  /** Spellings of older libraries by today's. */
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "LayerNorm.gamma", "LayerNorm.weight",
          "LayerNorm.beta", "LayerNorm.bias",
          "parametrizations.weight.original0", "weight_g",
          "parametrizations.weight.original1", "weight_v");

  private NameMap() {}

  /**
   * Matches names.
   *
   * @param network the network's names, in order
   * @param stored the file's names
   * @param rename the architecture's own spelling of a stored name
   * @return the file's name by the network's, in the network's order; unmatched names are left out
   * @throws WeightFileException if two tensors of the file stand for one of the network
   */
  static Map<String, String> match(
      Collection<String> network, Collection<String> stored, UnaryOperator<String> rename)
      throws WeightFileException {
    Set<String> names = new HashSet<>(network);
    Map<String, String> byBare = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (String name : network) {
      if (byBare.put(bare(name), name) != null) {
        ambiguous.add(bare(name));
      }
    }
    Map<String, String> found = new HashMap<>();
    for (String name : stored) {
      String target = target(rename.apply(name), names, byBare, ambiguous);
      if (target == null) {
        continue;
      }
      String other = found.get(target);
      if (other == null || name.equals(target)) {
        found.put(target, name);
      } else if (!other.equals(target)) {
        throw new WeightFileException(
            "tensors %s and %s both stand for %s; leave one out".formatted(other, name, target));
      }
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : network) {
      if (found.containsKey(name)) {
        ordered.put(name, found.get(name));
      }
    }
    return ordered;
  }

  private static String target(
      String name, Set<String> names, Map<String, String> byBare, Set<String> ambiguous) {
    if (names.contains(name)) {
      return name;
    }
    String bare = bare(name);
    return ambiguous.contains(bare) ? null : byBare.get(bare);
  }

  /** The name without wrappers, in today's spelling. */
  static String bare(String name) {
    String bare = name;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (String wrapper : WRAPPERS) {
        if (bare.startsWith(wrapper) && bare.length() > wrapper.length()) {
          bare = bare.substring(wrapper.length());
          changed = true;
          break;
        }
      }
    }
    for (Map.Entry<String, String> spelling : SPELLINGS.entrySet()) {
      if (bare.endsWith(spelling.getKey())) {
        bare = bare.substring(0, bare.length() - spelling.getKey().length()) + spelling.getValue();
      }
    }
    return bare;
  }
}
