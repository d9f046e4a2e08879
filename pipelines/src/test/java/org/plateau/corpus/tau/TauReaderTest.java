package org.plateau.corpus.tau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.LocalFileTree;
import org.plateau.corpus.MemoryFileTree;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.testing.SharedData;

class TauReaderTest {
  private static final List<String> SCENES =
      List.of(
          "airport",
          "bus",
          "metro",
          "metro_station",
          "park",
          "public_square",
          "shopping_mall",
          "street_pedestrian",
          "street_traffic",
          "tram");
  private static final List<String> CITIES =
      List.of(
          "lisbon",
          "milan",
          "prague",
          "lyon",
          "vienna",
          "stockholm",
          "helsinki",
          "barcelona",
          "london",
          "paris");

  private static CorpusSettings settings(Map<String, String> options) {
    Map<String, String> map = new HashMap<>();
    SCENES.forEach(scene -> map.put(scene, scene));
    return new CorpusSettings(
        null,
        "1",
        List.of(new TaskDefinition("noise-pool", SCENES, map)),
        new SplitRule(Map.of(), "none"),
        options);
  }

  /** 8,646 rows in shuffled order: the pool is recomputed here by counting down the lines. */
  @Test
  void theFirstTenOfEachSceneAndCityInTheOrderOfTheLines() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 8646; i++) {
      names.add(
          SCENES.get(i % 10) + "-" + CITIES.get(i / 10 % 10) + "-" + i % 305 + "-" + (100 + i));
    }
    java.util.Collections.shuffle(names, new Random(5));
    StringBuilder list = new StringBuilder("filename_audio\tfilename_video\tscene_label\n");
    MemoryFileTree tree = new MemoryFileTree("/data/tau");
    Map<String, Integer> taken = new TreeMap<>();
    Set<String> expected = new HashSet<>();
    String lost = null;
    for (String name : names) {
      String[] parts = name.split("-");
      list.append("audio/%s.wav\tvideo/%s.mp4\t%s\n".formatted(name, name, parts[0]));
      int before = taken.getOrDefault(parts[0] + parts[1], 0);
      taken.put(parts[0] + parts[1], before + 1);
      if (before < 10) {
        expected.add(name);
      }
      if (lost == null) {
        lost = name;
      } else {
        tree.with("audio/" + name + ".wav", "");
      }
    }
    tree.with("evaluation_setup/fold1_train.csv", list.toString());
    CorpusListing listing = new TauReader().read(tree, settings(Map.of()));
    expected.remove(lost);
    assertThat(listing.labels())
        .as("999 of 1000: the lost one is not replaced by the eleventh")
        .hasSize(999)
        .extracting(LabelEntry::utterance)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(listing.utterances()).hasSize(8645);
    assertThat(listing.quarantine())
        .extracting(QuarantineEntry::path)
        .containsExactly("evaluation_setup/fold1_train.csv#" + lost);
    assertThat(new TauReader().read(tree, settings(Map.of("clips", "noise-pool"))).utterances())
        .hasSize(999);
    assertThatThrownBy(() -> new TauReader().read(tree, settings(Map.of("clips", "some"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("corpora.tau-uavs.options.clips");
  }

  @Test
  void realRecordings() throws IOException {
    LocalFileTree tree =
        LocalFileTree.open("corpora.tau-uavs.path", SharedData.path("data/tau-ambient"));
    CorpusListing listing = new TauReader().read(tree, settings(Map.of()));
    assertThat(listing.quarantine()).isEmpty();
    assertThat(listing.utterances()).hasSize(12);
    assertThat(listing.utterances().stream().filter(u -> u.split().equals("train"))).hasSize(10);
    assertThat(listing.utterances().stream().filter(u -> u.split().equals("test"))).hasSize(2);
    assertThat(listing.labels()).hasSize(10);
  }
}
