package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plateau.config.UserException;

/** Finds architectures among the registered {@link NetworkFactory} services. */
public final class Networks {
  private Networks() {}

  /**
   * The factory of an architecture.
   *
   * @throws UserException if there is none; the message names the nearest that exists
   */
  public static NetworkFactory factory(String architecture) {
    SortedMap<String, NetworkFactory> all = factories();
    NetworkFactory found = all.get(architecture);
    if (found == null) {
      throw new UserException(
          "architecture "
              + architecture
              + " is not known; did you mean "
              + Names.nearest(architecture, all.keySet())
              + "? (known: "
              + String.join(", ", all.keySet())
              + ")");
    }
    return found;
  }

  /** All factories by architecture. */
  public static SortedMap<String, NetworkFactory> factories() {
    SortedMap<String, NetworkFactory> all = new TreeMap<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (NetworkFactory factory :
        ServiceLoader.load(
            NetworkFactory.class, loader == null ? Networks.class.getClassLoader() : loader)) {
      NetworkFactory other = all.putIfAbsent(factory.architecture(), factory);
      if (other != null) {
        throw new UserException(
            "architecture "
                + factory.architecture()
                + " is offered twice, by "
                + other.getClass().getName()
                + " and "
                + factory.getClass().getName()
                + "; take one of them off the class path");
      }
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /** Number of values in the tensors of {@code tensors}. */
  public static long size(Map<String, NDArray> tensors) {
    return tensors.values().stream().mapToLong(NDArray::size).sum();
  }

  /** The number of classes, checked. */
  public static int checkedClasses(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("classes must be >= 2, found " + classes);
    }
    return classes;
  }
}
