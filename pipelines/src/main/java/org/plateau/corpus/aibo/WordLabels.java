package org.plateau.corpus.aibo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;

/**
 * The labels of single words, {@code word_labels_11cl_corpus.txt}: a word's id (the chunk's and an
 * index), what lies between, and the tags of five labellers.
 *
 * <p>A rating is made of a labeller's tags over a chunk: primary is the most frequent one (of equally
 * frequent ones the first to occur), secondary lists the tags word by word, joined by blanks.
 */
public final class WordLabels {
  private static final int LABELLERS = 5;

  private final Map<String, Map<String, List<String>>> tagsByChunk = new TreeMap<>();

  private WordLabels() {}

  /** No labels at all. */
  static WordLabels none() {
    return new WordLabels();
  }

  /** Reads the file. */
  public static WordLabels read(FileTree tree, String path, Defects defects) {
    WordLabels found = new WordLabels();
    LabelLines.read(tree, path, defects, (number, text) -> found.line(text));
    return found;
  }

  private void line(String text) throws LabelException {
    String[] tokens = text.strip().split("\\s+");
    if (tokens.length <= LABELLERS) {
      throw LabelException.badLine("a word's id and five tags are needed: " + text);
    }
    String id = tokens[0];
    int cut = id.lastIndexOf('_');
    ChunkName chunk = ChunkName.parse(cut < 0 ? id : id.substring(0, cut));
    List<String> tags =
        Arrays.asList(tokens).subList(tokens.length - LABELLERS, tokens.length);
    List<String> before =
        tagsByChunk
            .computeIfAbsent(chunk.utterance(), key -> new TreeMap<>(WordLabels::byLengthThenText))
            .putIfAbsent(id, List.copyOf(tags));
    if (before != null && !before.equals(tags)) {
      throw new LabelException(
          QuarantineReason.CONFLICTING_LABEL,
          "%s: tags %s, an earlier line says %s, which is kept".formatted(id, tags, before));
    }
  }

  /** Indices count up without zeros before them, perhaps. */
  private static int byLengthThenText(String a, String b) {
    int order = Integer.compare(a.length(), b.length());
    return order != 0 ? order : a.compareTo(b);
  }

  /** Every chunk with a labelled word, in order. */
  public Set<String> chunks() {
    return tagsByChunk.keySet();
  }

  /** Five ratings of a chunk, of raters labeller1 to labeller5; none where no word is labelled. */
  public List<RatingEntry> of(String utterance) {
    Map<String, List<String>> words = tagsByChunk.get(utterance);
    if (words == null) {
      return List.of();
    }
    List<RatingEntry> ratings = new ArrayList<>();
    for (int i = 0; i < LABELLERS; i++) {
      List<String> tags = new ArrayList<>();
      for (List<String> word : words.values()) {
        tags.add(word.get(i));
      }
      String rater = "labeller" + (i + 1);
      ratings.add(
          new RatingEntry(
              utterance, rater, mostFrequent(tags), String.join(" ", tags), null, null, null));
    }
    return ratings;
  }

  private static String mostFrequent(List<String> tags) {
    Map<String, Integer> counts = new HashMap<>();
    tags.forEach(tag -> counts.merge(tag, 1, Integer::sum));
    String best = tags.get(0);
    for (String tag : tags) {
      best = counts.get(tag) > counts.get(best) ? tag : best;
    }
    return best;
  }
}
