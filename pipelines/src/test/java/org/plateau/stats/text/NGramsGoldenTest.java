package org.plateau.stats.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plateau.stats.ReferenceCheck;

/** Counts against the Python package wordcloud. */
class NGramsGoldenTest {
  @TestFactory
  List<DynamicTest> cases() {
    JsonNode file = ReferenceCheck.file("ngrams");
    Map<String, String> texts = new TreeMap<>();
    file.get("texts").forEach(t -> texts.put(t.get("name").asText(), t.get("text").asText()));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : file.get("cases")) {
      String name = node.get("text").asText();
      String setting = node.get("setting").asText();
      tests.add(
          DynamicTest.dynamicTest(
              name + "/" + setting,
              () -> {
                Map<String, Long> expected = new TreeMap<>();
                node.get("counts")
                    .properties()
                    .forEach(e -> expected.put(e.getKey(), e.getValue().asLong()));
                assertThat(settings(setting).count(texts.get(name))).isEqualTo(expected);
              }));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(30);
    return tests;
  }

  private static NGrams settings(String name) {
    NGrams d = NGrams.DEFAULT;
    return switch (name) {
      case "default" -> d;
      case "regexp_two_characters" -> d.longWords();
      case "no_collocations" -> new NGrams(d.word(), d.stopwords(), true, false, d.threshold());
      case "threshold_0" -> new NGrams(d.word(), d.stopwords(), true, true, 0);
      case "no_stopwords" -> new NGrams(d.word(), Set.of(), true, true, d.threshold());
      case "no_plurals" -> new NGrams(d.word(), d.stopwords(), false, true, d.threshold());
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void nothingGivesNothing() {
    assertThat(NGrams.DEFAULT.count("")).isEmpty();
    assertThat(NGrams.DEFAULT.count("the 42 ... !")).isEmpty();
  }
}
