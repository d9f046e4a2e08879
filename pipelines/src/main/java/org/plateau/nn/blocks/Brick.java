package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.plateau.nn.Gradients;

/**
 * A part of a network: its own parameters, then its buffers, then its children, each under a name,
 * in the order in which a PyTorch module of the same build lists them.
 */
public abstract class Brick {
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> buffers = new LinkedHashMap<>();
  private final Map<String, Brick> children = new LinkedHashMap<>();
  private String name = "";

  /**
   * Runs the brick. The result is a new array on the input's manager, or the input itself where
   * there is nothing to do; the input stays open.
   */
  protected abstract NDArray forward(NDArray input, Pass pass);

  /** Runs the brick and shows the result to the pass's observer. */
  public final NDArray apply(NDArray input, Pass pass) {
    NDArray output = forward(input, pass);
    if (pass.observer() != null) {
      pass.observer().observe(this, input, output);
    }
    return output;
  }

  /** The brick's full name within its network, empty for the root. */
  public final String name() {
    return name;
  }

  /**
   * The brick's own work, without its children's, for one pass of the given shapes. Torchinfo
   * leaves out the own parameters of a part that has parts.
   */
  public Macs macs(Shape input, Shape output) {
    long own = parameters.values().stream().mapToLong(NDArray::size).sum();
    return new Macs(0, children.isEmpty() ? Math.multiplyExact(output.get(0), own) : 0);
  }

  /** Parameters and buffers of this brick and all within it, by full name, in published order. */
  public final Map<String, NDArray> state() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    walk(
        brick -> {
          brick.parameters.forEach((key, value) -> all.put(brick.qualified(key), value));
          brick.buffers.forEach((key, value) -> all.put(brick.qualified(key), value));
        });
    return Collections.unmodifiableMap(all);
  }

  /** Parameters of this brick and all within it, by full name, in published order. */
  public final Map<String, NDArray> trainable() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    walk(brick -> brick.parameters.forEach((key, value) -> all.put(brick.qualified(key), value)));
    return Collections.unmodifiableMap(all);
  }

  /** Visits this brick, then all within it, in published order. */
  public final void walk(Consumer<Brick> visitor) {
    visitor.accept(this);
    children.values().forEach(child -> child.walk(visitor));
  }

  /** Adds a tensor that an optimiser updates. */
  protected final NDArray parameter(String key, NDArray value) {
    Gradients.require(value);
    return add(parameters, key, value);
  }

  /** Adds a tensor that belongs to the state but is not trained. */
  protected final NDArray buffer(String key, NDArray value) {
    return add(buffers, key, value);
  }

  /** Adds a brick within this one. */
  protected final <B extends Brick> B child(String key, B brick) {
    Brick base = brick;
    add(children, key, base);
    base.rename(key);
    return brick;
  }

  private void rename(String prefix) {
    name = prefix;
    children.forEach((key, child) -> child.rename(prefix + "." + key));
  }

  private String qualified(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  private <T> T add(Map<String, T> map, String key, T value) {
    if (parameters.containsKey(key) || buffers.containsKey(key) || children.containsKey(key)) {
      throw new IllegalArgumentException("name " + key + " is taken within brick " + name);
    }
    map.put(key, value);
    return value;
  }
}
