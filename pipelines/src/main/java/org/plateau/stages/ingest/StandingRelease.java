package org.plateau.stages.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * What the tables hold about one release before an ingest: ids and labels, never samples.
 *
 * @param release its row in the table of releases, if it is listed
 * @param utterances rows by utterance
 * @param quarantine rows by path
 */
record StandingRelease(
    Optional<Row> release, Map<String, Row> utterances, Map<String, Row> quarantine) {

  static StandingRelease read(Warehouse warehouse, String corpus, String release) {
    Map<String, Row> utterances = new HashMap<>();
    for (Row row : rows(warehouse, CorpusTables.UTTERANCES, corpus, release)) {
      utterances.put(row.getAs("utterance"), row);
    }
    Map<String, Row> quarantine = new HashMap<>();
    for (Row row : rows(warehouse, CorpusTables.QUARANTINE, corpus, release)) {
      quarantine.put(row.getAs("path"), row);
    }
    List<Row> listed = rows(warehouse, CorpusTables.RELEASES, corpus, release);
    return new StandingRelease(listed.stream().findFirst(), utterances, quarantine);
  }

  /** Hashes of what stands; none where nothing is known. */
  RowHashes hashes() {
    return RowHashes.parse(release.map(row -> row.<String>getAs("parts")).orElse(null));
  }

  /** Paths of the recordings that can be used. */
  Set<String> recordings() {
    Set<String> paths = new HashSet<>();
    utterances.values().forEach(row -> paths.add(row.getAs("path")));
    return paths;
  }

  /** What a reader would list, as far as these rows tell it: no labels, ratings, transcripts. */
  CorpusListing listing(String corpus, String name) {
    List<UtteranceEntry> entries = new ArrayList<>();
    for (Row row : new TreeMap<>(utterances).values()) {
      entries.add(
          new UtteranceEntry(
              row.getAs("utterance"),
              row.getAs("path"),
              row.getAs("speaker"),
              row.getAs("gender"),
              row.getAs("split"),
              row.getAs("arousal"),
              row.getAs("valence"),
              row.getAs("dominance"),
              row.getAs("consensus")));
    }
    List<QuarantineEntry> aside = new ArrayList<>();
    for (Row row : new TreeMap<>(quarantine).values()) {
      aside.add(
          new QuarantineEntry(
              row.getAs("path"),
              QuarantineReason.ofCode(row.getAs("reason")),
              row.getAs("detail")));
    }
    return new CorpusListing(corpus, name, entries, List.of(), List.of(), List.of(), aside);
  }

  /** The labels of a release. */
  static List<LabelEntry> labels(Warehouse warehouse, String corpus, String release) {
    return rows(warehouse, CorpusTables.LABELS, corpus, release).stream()
        .map(
            row ->
                new LabelEntry(
                    row.getAs("utterance"),
                    row.getAs("task"),
                    row.getAs("label"),
                    row.getAs("human_agreement")))
        .toList();
  }

  /** All rows of a table about a release. */
  static List<Row> rows(Warehouse warehouse, TableSpec spec, String corpus, String release) {
    return warehouse.held(spec, Map.of("corpus", corpus, "release", release));
  }

  static Column here(String corpus, String release) {
    return col("corpus").equalTo(corpus).and(col("release").equalTo(release));
  }
}
