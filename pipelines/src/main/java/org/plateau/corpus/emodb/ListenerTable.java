package org.plateau.corpus.emodb;

import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.plateau.corpus.QuarantineEntry;

/**
 * The listeners' table {@code erkennung.txt}: ISO-8859-1, tab separated, decimal commas, fields
 * padded with no-break spaces; columns number, file name, recognised in percent, natural in
 * percent. The first line is a header. Rows of recordings that are not there are no defect.
 *
 * @param recognised utterance to the share of listeners who recognised the emotion, in [0, 1]
 * @param defects lines that cannot be read or contradict another
 */
record ListenerTable(Map<String, Double> recognised, List<QuarantineEntry> defects) {
  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}([.,]\\d{1,6})?");
  private static final int FIELDS = 4;

  static ListenerTable empty() {
    return new ListenerTable(Map.of(), List.of());
  }

  static ListenerTable parse(byte[] bytes, String path) {
    Map<String, Double> recognised = new HashMap<>();
    Set<String> contradicted = new HashSet<>();
    List<QuarantineEntry> defects = new ArrayList<>();
    String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1);
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      if (trim(line).isEmpty()) {
        continue;
      }
      String place = path + ":" + (i + 1);
      String[] fields = line.split("\t", -1);
      String name = fields.length < FIELDS ? "" : stem(trim(fields[1]));
      Double share = name.isEmpty() ? null : share(trim(fields[2]));
      if (share == null) {
        defects.add(
            new QuarantineEntry(
                place,
                BAD_LABEL_LINE,
                "number, file name, recognised and natural (0 to 100) are needed: " + trim(line)));
        continue;
      }
      Double before = recognised.putIfAbsent(name, share);
      if (before != null && !before.equals(share)) {
        contradicted.add(name);
        defects.add(
            new QuarantineEntry(
                place,
                CONFLICTING_LABEL,
                "%s: recognised %s, an earlier line says %s; neither is used"
                    .formatted(name, share, before)));
      }
    }
    recognised.keySet().removeAll(contradicted);
    return new ListenerTable(Map.copyOf(recognised), List.copyOf(defects));
  }

  /** The share of a percentage; null where it is none. */
  private static Double share(String text) {
    if (!PERCENT.matcher(text).matches()) {
      return null;
    }
    double percent = Double.parseDouble(text.replace(',', '.'));
    return percent <= 100 ? percent / 100 : null;
  }

  private static String stem(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".wav")
        ? name.substring(0, name.length() - ".wav".length())
        : name;
  }

  /** Without spaces at both ends, no-break spaces among them. */
  private static String trim(String text) {
    return text.replace('\u00a0', ' ').strip();
  }
}
