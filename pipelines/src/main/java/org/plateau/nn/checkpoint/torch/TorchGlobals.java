package org.plateau.nn.checkpoint.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.checkpoint.TensorType;
import org.plateau.nn.checkpoint.WeightFileException;

/** The globals that a weight file needs: tensors, their storages, ordered dictionaries. */
final class TorchGlobals implements PickleBuilder {
  private static final Map<String, TensorType> STORAGES =
      Map.of(
          "torch.DoubleStorage", TensorType.F64,
          "torch.FloatStorage", TensorType.F32,
          "torch.HalfStorage", TensorType.F16,
          "torch.BFloat16Storage", TensorType.BF16,
          "torch.LongStorage", TensorType.I64,
          "torch.IntStorage", TensorType.I32,
          "torch.ShortStorage", TensorType.I16,
          "torch.CharStorage", TensorType.I8,
          "torch.ByteStorage", TensorType.U8,
          "torch.BoolStorage", TensorType.BOOL);

  private static final String DICTIONARY = "collections.OrderedDict";
  private static final String SIZE = "torch.Size";
  private static final String TENSOR = "torch._utils._rebuild_tensor";
  private static final String TENSOR_V2 = "torch._utils._rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";
  private static final Set<String> CALLABLE =
      Set.of(DICTIONARY, SIZE, TENSOR, TENSOR_V2, PARAMETER);

  /** An allowed global, by its full name. */
  record Global(String name) {}

  @Override
  public Object global(String module, String name) throws WeightFileException {
    String full = module + "." + name;
    if (STORAGES.containsKey(full) || CALLABLE.contains(full)) {
      return new Global(full);
    }
    throw new WeightFileException("global %s is refused: %s".formatted(shown(module, name), RULE));
  }

  private static final String RULE =
      "a weight file may hold tensors, dictionaries, lists, texts and numbers only, since loading"
          + " anything else could run code; save the state dictionary alone";

  /** Python 2 spelled the module of built-in functions in another way. */
  private static String shown(String module, String name) {
    String readable = module.equals("__builtin__") ? "builtins" : module;
    String full = readable + "." + name;
    return full.length() > 200 ? full.substring(0, 200) : full;
  }

  @Override
  public Object reduce(Object global, List<Object> arguments) throws WeightFileException {
    String name = global instanceof Global allowed ? allowed.name() : "something unnamed";
    int count = arguments.size();
    if (name.equals(DICTIONARY) && count <= 1) {
      return dictionary(arguments);
    }
    if (name.equals(SIZE) && count == 1) {
      return arguments.get(0);
    }
    if ((name.equals(TENSOR) || name.equals(TENSOR_V2)) && count >= 4) {
      if (arguments.get(0) instanceof Storage storage) {
        return TensorView.of(storage, arguments.get(1), arguments.get(2), arguments.get(3));
      }
      throw new WeightFileException("a tensor without a storage");
    }
    if (name.equals(PARAMETER) && count >= 1 && arguments.get(0) instanceof TensorView) {
      return arguments.get(0);
    }
    throw new WeightFileException("a call of %s with %d arguments".formatted(name, count));
  }

  private static Map<Object, Object> dictionary(List<Object> arguments) throws WeightFileException {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (!arguments.isEmpty() && arguments.get(0) instanceof List<?> pairs) {
      for (Object pair : pairs) {
        List<Object> items =
            pair instanceof PickleTuple tuple
                ? tuple.items()
                : pair instanceof List<?> list ? new ArrayList<>(list) : List.of();
        if (items.size() != 2 || !(items.get(0) instanceof String)) {
          throw new WeightFileException("an ordered dictionary must be made of pairs");
        }
        map.put(items.get(0), items.get(1));
      }
    }
    return map;
  }

  /** {@code ("storage", type, key, location, elements [, view])}. */
  @Override
  public Object persistent(Object id) throws WeightFileException {
    if (!(id instanceof PickleTuple tuple)
        || tuple.size() < 5
        || !"storage".equals(tuple.get(0))
        || !(tuple.get(1) instanceof Global global)
        || !STORAGES.containsKey(global.name())
        || !(tuple.get(2) instanceof String key)) {
      throw new WeightFileException(
          "a persistent id must be (\"storage\", type, key, location, elements)");
    }
    TensorType type = STORAGES.get(global.name());
    long elements = TensorView.whole(tuple.get(4), "elements");
    if (tuple.size() > 5 && tuple.get(5) instanceof PickleTuple view && view.size() == 3) {
      long base = TensorView.whole(view.get(1), "view offset");
      long length = TensorView.whole(view.get(2), "view size");
      if (base > elements || length > elements - base) {
        throw new WeightFileException(
            "a view leaves its storage of %d elements".formatted(elements));
      }
      return new Storage(type, key, length, base);
    }
    return new Storage(type, key, elements, 0);
  }
}
