package org.plateau.stages.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.checks.Check;
import org.plateau.tables.CorpusTables;

/**
 * Rows of the tables about one release, each with its table's columns in order. Utterances are
 * those whose file could be read; labels, ratings and transcripts are theirs alone.
 *
 * @param utterances rows of {@code utterances}
 * @param labels rows of {@code labels}
 * @param ratings rows of {@code ratings}
 * @param transcripts rows of {@code transcripts}
 * @param quarantine rows of {@code quarantine}, one a path
 * @param checks rows of {@code checks}
 */
public record ReleaseRows(
    List<Row> utterances,
    List<Row> labels,
    List<Row> ratings,
    List<Row> transcripts,
    List<Row> quarantine,
    List<Row> checks) {

  private static final int PATH = CorpusTables.UTTERANCES.schema().fieldIndex("path");

  /** Puts what was listed, what was decoded and what was checked together. */
  static ReleaseRows of(
      CorpusListing listing,
      Map<String, FileEntry> entries,
      Decoding decoding,
      List<Check> checks) {
    String corpus = listing.corpus();
    String release = listing.release();
    List<Row> utterances = new ArrayList<>();
    Set<String> readable = new HashSet<>();
    for (UtteranceEntry entry : listing.utterances()) {
      DecodedFile file = decoding.files().get(entry.path());
      if (file != null) {
        readable.add(entry.utterance());
        utterances.add(utterance(corpus, release, entry, file, entries.get(entry.path())));
      }
    }
    List<Row> labels = new ArrayList<>();
    for (LabelEntry entry : listing.labels()) {
      if (readable.contains(entry.utterance())) {
        labels.add(
            RowFactory.create(
                corpus,
                release,
                entry.utterance(),
                entry.task(),
                entry.label(),
                entry.humanAgreement()));
      }
    }
    return new ReleaseRows(
        utterances,
        labels,
        ratings(listing, readable),
        transcripts(listing, readable),
        quarantine(listing, entries, decoding.failures()),
        checks(listing, checks));
  }

  private static Row utterance(
      String corpus, String release, UtteranceEntry entry, DecodedFile file, FileEntry source) {
    return RowFactory.create(
        corpus,
        release,
        entry.utterance(),
        file.audioId(),
        entry.path(),
        entry.speaker(),
        entry.gender(),
        entry.split(),
        file.durationSeconds(),
        file.sampleRateHz(),
        file.channels(),
        file.bits(),
        entry.arousal(),
        entry.valence(),
        entry.dominance(),
        source.bytes(),
        source.modifiedMillis(),
        entry.consensus());
  }

  private static List<Row> ratings(CorpusListing listing, Set<String> readable) {
    List<Row> rows = new ArrayList<>();
    for (RatingEntry entry : listing.ratings()) {
      if (readable.contains(entry.utterance())) {
        rows.add(
            RowFactory.create(
                listing.corpus(),
                listing.release(),
                entry.utterance(),
                entry.rater(),
                entry.primary(),
                entry.secondary(),
                entry.arousal(),
                entry.valence(),
                entry.dominance()));
      }
    }
    return rows;
  }

  private static List<Row> transcripts(CorpusListing listing, Set<String> readable) {
    List<Row> rows = new ArrayList<>();
    for (TranscriptEntry entry : listing.transcripts()) {
      if (readable.contains(entry.utterance())) {
        rows.add(
            RowFactory.create(
                listing.corpus(),
                listing.release(),
                entry.utterance(),
                entry.source(),
                entry.language(),
                entry.text()));
      }
    }
    return rows;
  }

  private static List<Row> quarantine(
      CorpusListing listing, Map<String, FileEntry> entries, List<QuarantineEntry> failures) {
    Map<String, QuarantineEntry> byPath = new TreeMap<>();
    listing.quarantine().forEach(entry -> byPath.putIfAbsent(entry.path(), entry));
    failures.forEach(entry -> byPath.putIfAbsent(entry.path(), entry));
    List<Row> rows = new ArrayList<>();
    for (QuarantineEntry entry : byPath.values()) {
      FileEntry file = entries.get(entry.path());
      rows.add(
          RowFactory.create(
              listing.corpus(),
              listing.release(),
              entry.path(),
              entry.reason().code(),
              entry.detail(),
              file == null ? null : file.bytes(),
              file == null ? null : file.modifiedMillis()));
    }
    return rows;
  }

  private static List<Row> checks(CorpusListing listing, List<Check> checks) {
    List<Row> rows = new ArrayList<>();
    for (Check check : checks) {
      rows.add(
          RowFactory.create(
              listing.corpus(),
              listing.release(),
              check.name(),
              check.subject(),
              check.value(),
              check.expected(),
              check.status().name().toLowerCase(java.util.Locale.ROOT),
              check.detail()));
    }
    return rows;
  }

  /** Paths of the recordings that can be used. */
  Set<String> recordings() {
    Set<String> paths = new HashSet<>();
    utterances.forEach(row -> paths.add(row.getString(PATH)));
    return paths;
  }

  /** The rows by table name, in the order in which their hashes are put together. */
  Map<String, List<Row>> byTable() {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    rows.put("utterances", utterances);
    rows.put("labels", labels);
    rows.put("ratings", ratings);
    rows.put("transcripts", transcripts);
    rows.put("quarantine", quarantine);
    rows.put("checks", checks);
    return rows;
  }
}
