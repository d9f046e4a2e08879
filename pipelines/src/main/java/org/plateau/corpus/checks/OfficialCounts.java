package org.plateau.corpus.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Published figures of the corpora, from the resource {@code official-counts.csv}: corpus, release,
 * name, subject, value, source.
 */
final class OfficialCounts {
  private static final String RESOURCE = "official-counts.csv";
  private static final int FIELDS = 6;

  private OfficialCounts() {}

  /** Figures of one release by {@code name/subject}; none where none are known. */
  static Map<String, Double> of(String corpus, String release) {
    Map<String, Double> counts = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(OfficialCounts.class.getResourceAsStream(RESOURCE)),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", FIELDS))
          .filter(fields -> fields[0].equals(corpus) && fields[1].equals(release))
          .forEach(
              fields -> counts.put(fields[2] + "/" + fields[3], Double.parseDouble(fields[4])));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
    return counts;
  }
}
