package org.plateau.stages.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
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

/**
 * Rows of the tables about one release. Utterances are those whose file could be read; labels,
 * ratings and transcripts are theirs alone.
 *
 * @param utterances rows of {@code utterances}
 * @param labels rows of {@code labels}
 * @param ratings rows of {@code ratings}
 * @param transcripts rows of {@code transcripts}
 * @param quarantine rows of {@code quarantine}, one a path
 */
public record ReleaseRows(
    List<Row> utterances,
    List<Row> labels,
    List<Row> ratings,
    List<Row> transcripts,
    List<Row> quarantine) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Columns of utterances that tell the file's state on disk, not its content. */
  private static final int STATE_COLUMNS = 2;

  /** Puts what was listed and what was decoded together. */
  public static ReleaseRows of(
      CorpusListing listing, Map<String, FileEntry> entries, Decoding decoding) {
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
        quarantine(listing, decoding.failures()));
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
        source.modifiedMillis());
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

  private static List<Row> quarantine(CorpusListing listing, List<QuarantineEntry> failures) {
    Map<String, QuarantineEntry> byPath = new TreeMap<>();
    listing.quarantine().forEach(entry -> byPath.putIfAbsent(entry.path(), entry));
    failures.forEach(entry -> byPath.putIfAbsent(entry.path(), entry));
    return byPath.values().stream()
        .map(
            entry ->
                RowFactory.create(
                    listing.corpus(),
                    listing.release(),
                    entry.path(),
                    entry.reason().code(),
                    entry.detail()))
        .toList();
  }

  /** SHA-256 (hex) of the content of all rows, whatever their order and the files' dates. */
  public String manifestSha256() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java without SHA-256", e);
    }
    add(digest, utterances, STATE_COLUMNS);
    for (List<Row> rows : List.of(labels, ratings, transcripts, quarantine)) {
      add(digest, rows, 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, List<Row> rows, int omitted) {
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      Object[] values = new Object[row.size() - omitted];
      Arrays.setAll(values, row::get);
      lines.add(json(values));
    }
    lines.sort(null);
    for (String line : lines) {
      digest.update((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    digest.update((byte) '\n');
  }

  private static String json(Object[] values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row cannot be written as JSON", e);
    }
  }
}
