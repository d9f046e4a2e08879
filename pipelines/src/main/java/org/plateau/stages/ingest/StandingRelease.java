package org.plateau.stages.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
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

  /** All rows of a table about a release. */
  static List<Row> rows(Warehouse warehouse, TableSpec spec, String corpus, String release) {
    return warehouse.exists(spec)
        ? warehouse.read(spec).where(here(corpus, release)).collectAsList()
        : List.of();
  }

  static Column here(String corpus, String release) {
    return col("corpus").equalTo(corpus).and(col("release").equalTo(release));
  }
}
