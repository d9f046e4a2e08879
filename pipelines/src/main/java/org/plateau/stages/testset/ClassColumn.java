package org.plateau.stages.testset;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.unsafe.types.UTF8String;

/** Class names of a column as indices; a name is compared once a code. */
final class ClassColumn {
  private static final byte UNSEEN = -1;
  private static final int MOST_CODES = 1024;

  private final UTF8String[] classes;
  private final Consumer<UTF8String> unknown;
  private byte[] byCode = new byte[0];
  private long meaning = -1;

  /**
   * @param unknown told of a name that is no class, which counts as class 0
   */
  ClassColumn(List<UTF8String> classes, Consumer<UTF8String> unknown) {
    this.classes = classes.toArray(UTF8String[]::new);
    this.unknown = unknown;
  }

  byte classOf(Cells cells, int column) {
    int code = cells.code(column);
    if (code < 0 || code >= MOST_CODES) {
      return classOf(cells.text(column));
    }
    if (meaning != cells.codes()) {
      meaning = cells.codes();
      Arrays.fill(byCode, UNSEEN);
    }
    if (code >= byCode.length) {
      int before = byCode.length;
      byCode = Arrays.copyOf(byCode, Math.min(MOST_CODES, 2 * code + 8));
      Arrays.fill(byCode, before, byCode.length, UNSEEN);
    }
    if (byCode[code] == UNSEEN) {
      byCode[code] = classOf(cells.text(column));
    }
    return byCode[code];
  }

  private byte classOf(UTF8String name) {
    for (int c = 0; c < classes.length; c++) {
      if (classes[c].equals(name)) {
        return (byte) c;
      }
    }
    unknown.accept(name);
    return 0;
  }
}
