package org.plateau.nn.checkpoint.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * The tensors of an unpickled object by dotted path ({@code model.conv.weight} for a state
 * dictionary under {@code model}), and its plain values as text.
 */
final class StateTree {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_VISITS = 2_000_000;
  private static final int MAX_TEXT = 1_000;

  private final Map<String, TensorView> tensors = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private int visits;

  static StateTree of(Object root) throws WeightFileException {
    StateTree tree = new StateTree();
    tree.walk("", root, 0);
    if (tree.tensors.isEmpty()) {
      throw new WeightFileException("the pickle holds no tensor");
    }
    return tree;
  }

  Map<String, TensorView> tensors() {
    return tensors;
  }

  Map<String, String> values() {
    return values;
  }

  private void walk(String path, Object value, int depth) throws WeightFileException {
    if (++visits > MAX_VISITS || depth > MAX_DEPTH) {
      throw new WeightFileException(
          "the pickle nests deeper than %d or has more than %d values"
              .formatted(MAX_DEPTH, MAX_VISITS));
    }
    if (value instanceof TensorView tensor) {
      String name = path.isEmpty() ? "tensor" : path;
      if (tensors.put(name, tensor) != null) {
        throw new WeightFileException("two tensors have the name " + name);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        walk(join(path, entry.getKey()), entry.getValue(), depth + 1);
      }
    } else if (value instanceof PickleTuple tuple) {
      walkItems(path, tuple.items(), depth);
    } else if (value instanceof List<?> list) {
      walkItems(path, list, depth);
    } else {
      String text = value == null ? "None" : value instanceof byte[] ? "bytes" : value.toString();
      values.put(path, text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }
  }

  private void walkItems(String path, List<?> items, int depth) throws WeightFileException {
    for (int i = 0; i < items.size(); i++) {
      walk(join(path, i), items.get(i), depth + 1);
    }
  }

  private static String join(String path, Object key) {
    return path.isEmpty() ? String.valueOf(key) : path + "." + key;
  }
}
