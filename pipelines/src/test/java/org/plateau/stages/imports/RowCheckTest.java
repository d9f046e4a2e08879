package org.plateau.stages.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.models.ModelAliases;

class RowCheckTest {
  private static final ImportRules RULES =
      new ImportRules(
          Map.of("emodb-4", List.of("angry", "happy", "neutral", "sad"), "two", List.of("A", "B")),
          new ModelAliases(Map.of("IS16-s-lstm", "IS16-s-mlp")),
          Map.of(),
          "plateau");

  private static RawRow row() {
    RawRow row = new RawRow();
    row.start(7);
    row.set(Field.TASK, "emodb-4");
    row.set(Field.TEST_SET, "emodb/2.1/test");
    row.set(Field.CONDITION, "clean");
    row.set(Field.MODEL, "m");
    row.set(Field.UTTERANCE, "u1");
    row.set(Field.SPEAKER, "s1");
    row.set(Field.LABEL, "sad");
    row.set(Field.PREDICTION, "happy");
    return row;
  }

  private static CheckedRow check(RawRow row) {
    return new RowCheck(RULES, "theirs").check(row);
  }

  @Test
  void whatIsAbsentHasItsDefault() throws Exception {
    CheckedRow checked = check(row());
    assertThat(checked.slot().run().source()).isEqualTo("theirs");
    assertThat(checked.slot().run().experiment()).isEqualTo("exploration");
    assertThat(checked.slot().run().seed()).isEqualTo(1);
    assertThat(checked.slot().run().release()).isEqualTo("2.1");
    assertThat(checked.loss()).isNull();
    assertThat(checked.logits()).isNull();
    byte[] named =
        ("{\"experiment\":\"exploration\",\"model\":\"m\",\"release\":\"2.1\",\"seed\":1,"
                + "\"source\":\"theirs\",\"task\":\"emodb-4\"}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(checked.slot().runId())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(named)));
  }

  @Test
  void aWholeCorpusIsReleaseOneAndAnEmptySpeakerIsNull() {
    RawRow row = row();
    row.set(Field.TEST_SET, "emodb");
    row.set(Field.SPEAKER, " ");
    assertThat(check(row).slot().run().release()).isEqualTo("1");
    assertThat(check(row).speaker()).isNull();
  }

  @Test
  void anOptionStandsInWhereTheRowIsSilent() {
    ImportRules rules =
        new ImportRules(
            RULES.classesByTask(),
            RULES.aliases(),
            Map.of(Field.SOURCE, "lab", Field.SEED, "3", Field.TASK, "two"),
            "plateau");
    RawRow row = row();
    row.set(Field.SEED, "");
    CheckedRow checked = new RowCheck(rules, "theirs").check(row);
    assertThat(checked.slot().run().source()).isEqualTo("lab");
    assertThat(checked.slot().run().seed()).isEqualTo(3);
    assertThat(checked.slot().run().task()).as("the row's own").isEqualTo("emodb-4");
  }

  @Test
  void misprintedNamesBecomeThoseOfTheCatalogue() {
    RawRow row = row();
    row.set(Field.MODEL, "IS16-s-lstm");
    assertThat(check(row).slot().run().model()).isEqualTo("IS16-s-mlp");
  }

  @Test
  void lossIsTheUnweightedCrossEntropy() {
    RawRow row = row();
    row.setLogits(new double[] {0, Math.log(4), Math.log(2), 0});
    CheckedRow checked = check(row);
    assertThat(checked.probabilities()).isFalse();
    assertThat(checked.loss()).as("ln 8 - 0").isCloseTo(Math.log(8), within(1e-15));
    row.setLogits(new double[] {0, 800, 0, -800});
    assertThat(check(row).loss()).as("no overflow").isCloseTo(1600, within(1e-9));
  }

  @Test
  void probabilitiesAreTakenAsSuch() {
    RawRow row = row();
    row.setLogits(new double[] {0.125, 0.5, 0.125, 0.25});
    CheckedRow checked = check(row);
    assertThat(checked.probabilities()).isTrue();
    assertThat(checked.loss()).isCloseTo(Math.log(4), within(1e-15));
    row.setLogits(new double[] {0, 1, 0, 0});
    assertThat(check(row).loss()).as("finite").isCloseTo(52 * Math.log(2), within(1e-12));
    row.setLogits(new double[] {0.1, 0.5, 0.1, 0.2});
    assertThat(check(row).probabilities()).as("sums to .9").isFalse();
  }

  @Test
  void thePredictionMayBeAnyOfEquallyLargeLogits() {
    RawRow row = row();
    row.setLogits(new double[] {2, 2, 2, 1});
    assertThat(check(row).prediction()).isEqualTo("happy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LABEL | mad | column label = mad: must be one of [angry, happy, neutral, sad]",
        "LABEL | '' | column label = (empty)",
        "PREDICTION | Happy | column prediction = Happy",
        "TASK | emodb-5 | column task = emodb-5: no such task; known are [emodb-4, two]",
        "TEST_SET | emodb/test | must be CORPUS/RELEASE/SPLIT",
        "TEST_SET | emodb//test | must be CORPUS/RELEASE/SPLIT",
        "CONDITION | '' | column condition = (empty): must not be empty",
        "SEED | 1.5 | column seed = 1.5: must be a whole number",
        "SEED | 12345678901234567890 | must be a whole number",
        "SOURCE | plateau | the name of this warehouse's own runs",
        "MODALITY | video | must be one of [audio, text]"
      })
  void aWrongValueIsNamedWithItsRule(Field field, String value, String expected) {
    RawRow row = row();
    row.set(field, value);
    assertThatThrownBy(() -> check(row))
        .isInstanceOf(BadRow.class)
        .hasMessageContaining(expected)
        .satisfies(e -> assertThat(((BadRow) e).row()).isEqualTo(7));
  }

  @Test
  void namesAreBounded() {
    RawRow row = row();
    row.set(Field.MODEL, "x".repeat(501));
    assertThatThrownBy(() -> check(row)).hasMessageContaining("at most 500");
    row.set(Field.MODEL, "a\nb");
    assertThatThrownBy(() -> check(row)).hasMessageContaining("control characters");
    row.set(Field.MODEL, "<script>alert(1)</script>");
    assertThat(check(row).slot().run().model()).isEqualTo("<script>alert(1)</script>");
  }

  @Test
  void logitsMustFitTheClasses() {
    RawRow row = row();
    row.setLogits(new double[] {1, 2, 3});
    assertThatThrownBy(() -> check(row)).hasMessageContaining("has 3 values; must have 4");
    row.setLogits(new double[] {3, 1, 0, 0});
    assertThatThrownBy(() -> check(row))
        .hasMessageContaining("the largest must be that of the prediction happy")
        .hasMessageContaining("[angry, happy, neutral, sad]");
    for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e300}) {
      row.setLogits(new double[] {0, 1, odd, 0});
      assertThatThrownBy(() -> check(row)).hasMessageContaining("must be finite");
    }
  }

  @Test
  void equalKeysHaveEqualHashes() {
    RawRow row = row();
    long hash = check(row).keyHash();
    row.set(Field.PREDICTION, "sad");
    assertThat(check(row).keyHash()).as("the prediction is no key").isEqualTo(hash);
    row.set(Field.CONDITION, "tau@0dB");
    assertThat(check(row).keyHash()).isNotEqualTo(hash);
  }

  @Test
  void repeatsAreFoundAcrossParts() {
    long[] hashes = {5, -9, 1L << 40, 77, -9_000_000_000L};
    long[][] buckets = Scan.buckets(hashes, 3);
    assertThat(buckets.length).isEqualTo(3);
    assertThat(buckets[0].length + buckets[1].length + buckets[2].length).isEqualTo(5);
    assertThat(Scan.repeats(List.of(new long[] {5, 7}, new long[] {8}))).isFalse();
    assertThat(Scan.repeats(List.of(new long[] {5, 7}, new long[] {8, 5}))).isTrue();
    assertThat(Scan.repeats(List.of())).isFalse();
  }
}
