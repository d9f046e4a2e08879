package org.plateau.nn.checkpoint.torch;

import java.util.List;

/** A Python tuple; may hold {@code null} for None. */
record PickleTuple(List<Object> items) {
  int size() {
    return items.size();
  }

  Object get(int index) {
    return items.get(index);
  }
}
