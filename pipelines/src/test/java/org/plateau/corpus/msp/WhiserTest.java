package org.plateau.corpus.msp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plateau.corpus.LocalFileTree;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.testing.SharedData;

/**
 * The label files of the WHiSER corpus, which the lab behind MSP-Podcast publishes in MSP-Podcast's
 * form: three forms say the same, and the consensus follows from the ratings.
 */
class WhiserTest {
  private static final String CSV = "Labels/labels_consensus.csv";
  private static final String JSON = "Labels/labels_consensus.json";
  private static final String TEXT = "Labels/labels.txt";
  private static final Map<String, String> LETTERS =
      Map.of(
          "Angry", "A", "Sad", "S", "Happy", "H", "Surprise", "U", "Fear", "F", "Disgust", "D",
          "Contempt", "C", "Neutral", "N");

  private final Defects defects = new Defects();
  private LocalFileTree tree;

  @BeforeEach
  void open() {
    tree = LocalFileTree.open("corpora.msp-podcast.path", SharedData.path("data/whiser"));
  }

  @Test
  void theTableTheJsonAndTheTextSayTheSame() {
    Agreed<Consensus> csv = ConsensusFiles.csv(tree, CSV, defects);
    Agreed<Consensus> json = ConsensusFiles.json(tree, JSON, defects);
    Agreed<Consensus> text = ConsensusFiles.text(tree, TEXT, defects);
    assertThat(defects.sorted()).isEmpty();
    assertThat(csv.keys()).hasSize(5427).isEqualTo(json.keys()).isEqualTo(text.keys());
    Map<String, Integer> classes = new TreeMap<>();
    for (String utterance : csv.keys()) {
      Consensus table = csv.get(utterance);
      assertThat(json.get(utterance)).isEqualTo(table);
      assertThat(text.get(utterance)).isEqualTo(table);
      assertThat(table.split()).as("NA is no split").isNull();
      assertThat(table.speaker()).isNull();
      assertThat(table.gender()).isNull();
      classes.merge(table.emotion(), 1, Integer::sum);
    }
    assertThat(classes)
        .isEqualTo(
            Map.of(
                "N", 3492, "X", 916, "H", 345, "A", 293, "S", 284, "O", 47, "U", 33, "C", 10, "F", 6,
                "D", 1));
    assertThat(csv.keys()).contains("001-105.1-2_14", "rmn_e809_02a.1-2_358");
  }

  @Test
  void theRatingsAreTheSameInTableAndText() {
    List<RatingEntry> csv = DetailedFiles.csv(tree, "Labels/labels_detailed.csv", defects).all();
    List<RatingEntry> text = LabelsText.read(tree, TEXT, defects).ratings().all();
    assertThat(defects.sorted()).isEmpty();
    assertThat(csv).hasSize(27_156).isEqualTo(text);
    assertThat(csv.stream().map(RatingEntry::rater).distinct()).hasSize(33);
    Map<String, Long> sizes =
        csv.stream().collect(Collectors.groupingBy(RatingEntry::utterance, Collectors.counting()));
    assertThat(sizes.values().stream().collect(Collectors.groupingBy(n -> n, Collectors.counting())))
        .isEqualTo(Map.of(5L, 5412L, 6L, 13L, 9L, 2L));
  }

  @Test
  void theConsensusFollowsFromTheRatings() {
    Agreed<Consensus> consensus = ConsensusFiles.csv(tree, CSV, defects);
    Ratings ratings = DetailedFiles.csv(tree, "Labels/labels_detailed.csv", defects);
    for (String utterance : consensus.keys()) {
      List<RatingEntry> of = ratings.of(utterance);
      Consensus said = consensus.get(utterance);
      assertThat(plurality(of)).as(utterance).isEqualTo(said.emotion());
      assertThat(of.stream().mapToDouble(RatingEntry::arousal).average().orElseThrow())
          .isCloseTo(said.arousal(), within(5.1e-7));
      assertThat(of.stream().mapToDouble(RatingEntry::valence).average().orElseThrow())
          .isCloseTo(said.valence(), within(5.1e-7));
      assertThat(of.stream().mapToDouble(RatingEntry::dominance).average().orElseThrow())
          .isCloseTo(said.dominance(), within(5.1e-7));
    }
  }

  /** The most frequent class; X on a tie; every free text is O. */
  private static String plurality(List<RatingEntry> ratings) {
    Map<String, Integer> votes = new HashMap<>();
    for (RatingEntry rating : ratings) {
      String primary = Objects.requireNonNull(rating.primary());
      votes.merge(primary.startsWith("Other") ? "O" : LETTERS.get(primary), 1, Integer::sum);
    }
    int most = votes.values().stream().max(Integer::compare).orElseThrow();
    Set<String> first = new LinkedHashSet<>();
    votes.forEach(
        (letter, count) -> {
          if (count == most) {
            first.add(letter);
          }
        });
    return first.size() == 1 ? first.iterator().next() : "X";
  }
}
