package org.plateau.stats.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts of words and of pairs of words that belong together, as the Python package wordcloud
 * counts them: stop words are English whatever the language; plurals in -s join their singular;
 * spellings that differ in case count as the most frequent one; a pair is counted where Dunning's
 * likelihood ratio is above the threshold, and its words count less by as much.
 *
 * @param word what a word is
 * @param stopwords lower case; never counted, alone or in a pair
 * @param plurals whether plurals join their singular
 * @param pairs whether pairs are counted
 * @param threshold of the likelihood ratio
 */
public record NGrams(
    Pattern word, Set<String> stopwords, boolean plurals, boolean pairs, double threshold) {
  /** Letters, digits and underscore as Python's regular expressions see them. */
  private static final String LETTER = "[\\p{L}\\p{N}_]";

  private static final String LETTERS = "[\\p{L}\\p{N}_']";

  /** wordcloud's own settings. */
  public static final NGrams DEFAULT =
      new NGrams(Pattern.compile(LETTER + LETTERS + "*"), englishStopwords(), true, true, 30);

  public NGrams {
    stopwords = stopwords.stream().map(w -> w.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** The same with words of at least two characters. */
  public NGrams longWords() {
    return new NGrams(
        Pattern.compile(LETTER + LETTERS + "+"), stopwords, plurals, pairs, threshold);
  }

  /** Counts by word, or by two words with a space between. */
  public Map<String, Long> count(String text) {
    List<String> words = words(text);
    List<String> kept = words.stream().filter(w -> !stops(w)).toList();
    Spellings single = Spellings.of(kept, plurals);
    Map<String, Long> counts = new TreeMap<>(single.counts());
    if (pairs) {
      Spellings pair = Spellings.of(pairsOf(words), plurals);
      for (Map.Entry<String, Long> entry : pair.counts().entrySet()) {
        String[] parts = entry.getKey().split(" ", 2);
        String first = single.standard(parts[0]);
        String second = single.standard(parts[1]);
        double ratio =
            likelihoodRatio(
                entry.getValue(),
                single.counts().get(first),
                single.counts().get(second),
                kept.size());
        if (ratio > threshold) {
          counts.merge(first, -entry.getValue(), Long::sum);
          counts.merge(second, -entry.getValue(), Long::sum);
          counts.put(entry.getKey(), entry.getValue());
        }
      }
    }
    counts.values().removeIf(count -> count <= 0);
    return counts;
  }

  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = word.matcher(text);
    while (matcher.find()) {
      String found = matcher.group();
      if (found.toLowerCase(Locale.ROOT).endsWith("'s")) {
        found = found.substring(0, found.length() - 2);
      }
      if (!isNumber(found)) {
        words.add(found);
      }
    }
    return words;
  }

  private List<String> pairsOf(List<String> words) {
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      if (!stops(words.get(i - 1)) && !stops(words.get(i))) {
        pairs.add(words.get(i - 1) + " " + words.get(i));
      }
    }
    return pairs;
  }

  private boolean stops(String word) {
    return stopwords.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.codePoints().allMatch(NGrams::isDigit);
  }

  /** Decimal digits, and raised and lowered ones. */
  private static boolean isDigit(int c) {
    return Character.isDigit(c)
        || c == 0xB2
        || c == 0xB3
        || c == 0xB9
        || (c >= 0x2070 && c <= 0x2089 && Character.isDefined(c) && !Character.isLetter(c));
  }

  /** Dunning's ratio: -2 ln lambda of "the second word follows the first more than elsewhere". */
  private static double likelihoodRatio(double both, double first, double second, double words) {
    if (words <= first || words <= second) {
      return 0;
    }
    double everywhere = second / words;
    double after = both / first;
    double elsewhere = (second - both) / (words - first);
    return -2
        * (logLikelihood(both, first, everywhere)
            + logLikelihood(second - both, words - first, everywhere)
            - logLikelihood(both, first, after)
            - logLikelihood(second - both, words - first, elsewhere));
  }

  private static double logLikelihood(double k, double n, double p) {
    double least = 1e-10;
    return Math.log(Math.max(p, least)) * k + Math.log(Math.max(1 - p, least)) * (n - k);
  }

  /** The English stop words of wordcloud. */
  static Set<String> englishStopwords() {
    try (InputStream in = NGrams.class.getResourceAsStream("stopwords.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Spellings brought together.
   *
   * @param counts by the most frequent spelling, in order of first appearance
   * @param standards most frequent spelling by lower-case spelling
   */
  private record Spellings(Map<String, Long> counts, Map<String, String> standards) {
    static Spellings of(List<String> tokens, boolean plurals) {
      Map<String, Map<String, Long>> cases = new LinkedHashMap<>();
      for (String token : tokens) {
        cases
            .computeIfAbsent(token.toLowerCase(Locale.ROOT), key -> new LinkedHashMap<>())
            .merge(token, 1L, Long::sum);
      }
      Map<String, String> singulars = plurals ? mergePlurals(cases) : Map.of();
      Map<String, Long> counts = new LinkedHashMap<>();
      Map<String, String> standards = new LinkedHashMap<>();
      cases.forEach(
          (lower, spellings) -> {
            String best = mostFrequent(spellings);
            long sum = spellings.values().stream().mapToLong(Long::longValue).sum();
            counts.put(best, sum);
            standards.put(lower, best);
          });
      singulars.forEach((plural, singular) -> standards.put(plural, standards.get(singular)));
      return new Spellings(counts, standards);
    }

    String standard(String word) {
      return standards.get(word.toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> mergePlurals(Map<String, Map<String, Long>> cases) {
      Map<String, String> singulars = new LinkedHashMap<>();
      for (String key : List.copyOf(cases.keySet())) {
        if (key.endsWith("s") && !key.endsWith("ss")) {
          String singular = key.substring(0, key.length() - 1);
          Map<String, Long> into = cases.get(singular);
          if (into != null) {
            cases
                .remove(key)
                .forEach((w, n) -> into.merge(w.substring(0, w.length() - 1), n, Long::sum));
            singulars.put(key, singular);
          }
        }
      }
      return singulars;
    }

    /** The first of the most frequent spellings. */
    private static String mostFrequent(Map<String, Long> spellings) {
      String best = null;
      for (Map.Entry<String, Long> entry : spellings.entrySet()) {
        if (best == null || entry.getValue() > spellings.get(best)) {
          best = entry.getKey();
        }
      }
      return best;
    }
  }
}
