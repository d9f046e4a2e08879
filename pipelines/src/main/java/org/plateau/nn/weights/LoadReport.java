package org.plateau.nn.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a file fits a network.
 *
 * @param found the file's name by the network's, for tensors whose shapes agree
 * @param head the network's tensors that stay as initialised, since they belong to the layers that
 *     give the classes and the file has none, or some for other classes
 * @param missing tensors of the network that the file lacks
 * @param misshaped tensors that the file has in another shape, with both shapes
 * @param unexpected tensors of the file that the network has no place for
 */
public record LoadReport(
    Map<String, String> found,
    List<String> head,
    List<String> missing,
    List<String> misshaped,
    List<String> unexpected) {
  private static final int SHOWN = 5;

  public LoadReport {
    head = List.copyOf(head);
    missing = List.copyOf(missing);
    misshaped = List.copyOf(misshaped);
    unexpected = List.copyOf(unexpected);
  }

  /** True if every tensor of the network has its values, the head aside. */
  public boolean fits() {
    return missing.isEmpty() && misshaped.isEmpty() && !found.isEmpty();
  }

  /** True if the head has its values too. */
  public boolean complete() {
    return fits() && head.isEmpty();
  }

  /** One line. */
  public String summary() {
    List<String> parts = new ArrayList<>();
    parts.add("%d tensors found".formatted(found.size()));
    add(parts, "newly initialised", head);
    add(parts, "missing", missing);
    add(parts, "of another shape", misshaped);
    add(parts, "not used", unexpected);
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String what, List<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > SHOWN ? ", ..." : "";
      parts.add(
          "%d %s (%s%s)"
              .formatted(
                  names.size(),
                  what,
                  String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))),
                  more));
    }
  }
}
