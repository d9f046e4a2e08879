package org.plateau.corpus.iemocap;

import static org.plateau.audio.QuarantineReason.UNKNOWN_CLASS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;
import org.plateau.corpus.labels.Values;

/**
 * The files of {@code EmoEvaluation}. A block begins with a line such as {@code [6.2901 -
 * 8.2357]<TAB>Ses01F_impro01_F000<TAB>neu<TAB>[2.5000, 2.5000, 2.5000]}: times, utterance, class,
 * and valence, activation, dominance from 1 to 5. Lines of raters follow: {@code
 * C-E2:<TAB>Neutral;<TAB>()} with classes, {@code A-E4:<TAB>val 1; act 4; dom 5;<TAB>(comment)}
 * with attributes. What else stands there belongs to nothing and is passed over.
 */
final class Evaluations {
  /** Codes of the consensus. */
  static final Set<String> CLASSES =
      Set.of("ang", "hap", "exc", "neu", "sad", "fru", "sur", "fea", "oth", "dis", "xxx");

  private static final double LOWEST = 0.5;
  private static final double HIGHEST = 5.5;
  private static final Pattern HEAD =
      Pattern.compile(
          "\\[[^\\]]*\\]\\s+(\\S+)\\s+(\\S+)\\s+\\[\\s*([^,\\]]+),\\s*([^,\\]]+),\\s*([^,\\]]+)\\]\\s*");
  private static final Pattern RATER = Pattern.compile("([CA])-([A-Za-z0-9]{1,8}):\\s*(.*)");
  private static final Pattern ATTRIBUTES =
      Pattern.compile("val\\s*([^;]*);\\s*act\\s*([^;]*);\\s*dom\\s*([^;]*);.*");

  /** What a head line says. */
  record Judged(String emotion, Double valence, Double activation, Double dominance) {}

  private final Agreed<Judged> judged = new Agreed<>();
  private final List<RatingEntry> ratings = new ArrayList<>();
  private final Map<String, String> files = new HashMap<>();
  private boolean anyFile;

  Agreed<Judged> judged() {
    return judged;
  }

  List<RatingEntry> ratings() {
    return ratings;
  }

  boolean anyFile() {
    return anyFile;
  }

  /** The file that names an utterance. */
  String fileOf(String utterance) {
    return files.get(utterance);
  }

  void read(FileTree tree, String path, Defects defects) {
    anyFile = true;
    Block block = new Block(path);
    LabelLines.read(tree, path, defects, (number, text) -> line(text, block));
    block.flush();
  }

  private void line(String text, Block block) throws LabelException {
    if (text.startsWith("[")) {
      block.flush();
      head(text, block);
    } else if (block.utterance != null) {
      block.rater(text);
    }
  }

  private void head(String text, Block block) throws LabelException {
    Matcher matcher = HEAD.matcher(text);
    if (!matcher.matches()) {
      throw LabelException.badLine("times, utterance, class and three numbers are needed: " + text);
    }
    String utterance = matcher.group(1);
    if (IemocapName.parse(utterance).isEmpty()) {
      throw LabelException.badLine("no utterance is called so: " + utterance);
    }
    if (!CLASSES.contains(matcher.group(2))) {
      throw new LabelException(
          UNKNOWN_CLASS,
          "%s: class %s must be one of %s"
              .formatted(utterance, matcher.group(2), new TreeSet<>(CLASSES)));
    }
    judged.put(
        utterance,
        new Judged(
            matcher.group(2),
            number("valence", matcher.group(3)),
            number("activation", matcher.group(4)),
            number("dominance", matcher.group(5))));
    files.putIfAbsent(utterance, block.path);
    block.utterance = utterance;
  }

  private static Double number(String name, String text) throws LabelException {
    return Values.number(name, text, LOWEST, HIGHEST);
  }

  /** The raters of one utterance; classes and attributes of a rater stand on two lines. */
  private final class Block {
    private final String path;
    private String utterance;
    private final Map<String, String> classes = new TreeMap<>();
    private final Map<String, Double[]> attributes = new TreeMap<>();

    Block(String path) {
      this.path = path;
    }

    void rater(String text) throws LabelException {
      Matcher matcher = RATER.matcher(text);
      if (!matcher.matches()) {
        return;
      }
      String rater = matcher.group(2);
      if (matcher.group(1).equals("C")) {
        int comment = matcher.group(3).indexOf('(');
        String given = comment < 0 ? matcher.group(3) : matcher.group(3).substring(0, comment);
        String list = given.strip().replaceAll(";$", "").replaceAll("\\s*;\\s*", "; ");
        if (!list.isEmpty()) {
          classes.putIfAbsent(rater, list);
        }
      } else {
        Matcher values = ATTRIBUTES.matcher(matcher.group(3));
        if (!values.matches()) {
          throw LabelException.badLine(
              "%s: val, act and dom are needed: %s".formatted(utterance, text));
        }
        attributes.putIfAbsent(
            rater,
            new Double[] {
              number("val", values.group(1)),
              number("act", values.group(2)),
              number("dom", values.group(3))
            });
      }
    }

    void flush() {
      if (utterance != null) {
        Set<String> raters = new TreeSet<>(classes.keySet());
        raters.addAll(attributes.keySet());
        for (String rater : raters) {
          String list = classes.get(rater);
          int cut = list == null ? -1 : list.indexOf("; ");
          Double[] values = attributes.getOrDefault(rater, new Double[3]);
          ratings.add(
              new RatingEntry(
                  utterance,
                  rater,
                  cut < 0 ? list : list.substring(0, cut),
                  cut < 0 ? null : list.substring(cut + 2),
                  values[1],
                  values[0],
                  values[2]));
        }
      }
      utterance = null;
      classes.clear();
      attributes.clear();
    }
  }
}
