package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;

/**
 * Every known defect of the corpora with its outcome, printed as a table at the end. A case reads
 * its tree, and decodes every recording as an ingest does; so a defect is accepted, repaired, or
 * set aside under exactly one path and reason.
 */
class DefectTableTest {
  private static final List<String> TABLE = new ArrayList<>();

  static Stream<DefectCase> cases() {
    return Stream.of(
            AiboDefects.cases(),
            MspDefects.cases(),
            EmodbDefects.cases(),
            TauDefects.cases(),
            IemocapDefects.cases(),
            ManifestDefects.cases())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void outcome(DefectCase defect) throws Exception {
    CorpusListing listing = TestCorpora.read(defect.corpus(), defect.tree());
    List<QuarantineEntry> setAside = new ArrayList<>(listing.quarantine());
    Canonicaliser canonicaliser = new Canonicaliser(AudioLimits.DEFAULT);
    for (UtteranceEntry utterance : listing.utterances()) {
      try {
        byte[] file = defect.tree().read(utterance.path(), 1 << 20);
        assertThat(canonicaliser.read(file, utterance.path()).samples()).isNotEmpty();
      } catch (AudioException e) {
        setAside.add(new QuarantineEntry(utterance.path(), e.reason(), e.detail()));
      }
    }
    if (defect.quarantined() == null) {
      assertThat(setAside).isEmpty();
      assertThat(defect.outcome()).isIn("accepted", "repaired");
    } else {
      assertThat(setAside)
          .extracting(entry -> entry.path() + " " + entry.reason().code())
          .containsExactly(defect.quarantined() + " " + defect.outcome());
    }
    defect.rows().accept(listing);
    TABLE.add(
        "| %-7s | %-11s | %-62s | %-30s |"
            .formatted(
                defect.number(),
                defect.corpus(),
                defect.defect(),
                defect.quarantined() == null
                    ? defect.outcome()
                    : "quarantined: " + defect.outcome()));
  }

  @AfterAll
  static void print() {
    System.out.println("| number  | corpus      | defect | outcome |");
    TABLE.stream().sorted().forEach(System.out::println);
  }
}
