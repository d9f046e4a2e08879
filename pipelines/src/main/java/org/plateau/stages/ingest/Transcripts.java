package org.plateau.stages.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.plateau.config.TranscriptConfig;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.transcripts.GivenTranscripts;

/** Adds the transcripts that the user brings to what the corpus itself holds. */
final class Transcripts {
  private static final Set<String> FILES = Set.of("csv", "tsv", "jsonl", "ndjson");

  private final List<GivenTranscripts.Result> given;

  private Transcripts(List<GivenTranscripts.Result> given) {
    this.given = given;
  }

  /**
   * Reads all of them once, for all releases.
   *
   * @throws UserException if one cannot be read
   */
  static Transcripts read(List<TranscriptConfig> sources, Configuration conf) {
    List<GivenTranscripts.Result> given = new ArrayList<>();
    for (TranscriptConfig source : sources) {
      given.add(read(source, conf));
    }
    return new Transcripts(given);
  }

  private static GivenTranscripts.Result read(TranscriptConfig source, Configuration conf) {
    String setting = "transcripts." + source.source() + ".path";
    String path = source.path().replaceAll("/+$", "");
    int slash = path.lastIndexOf('/');
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    try {
      if (FILES.contains(extension)) {
        String folder = slash < 0 ? "." : path.substring(0, Math.max(slash, 1));
        return GivenTranscripts.file(
            source.source(),
            source.language(),
            new FileTrees(setting, folder, conf).open(),
            path.substring(slash + 1));
      }
      return GivenTranscripts.folder(
          source.source(), source.language(), new FileTrees(setting, path, conf).open());
    } catch (IOException e) {
      throw new UserException(
          "%s: %s cannot be read (%s); mend the path or its permissions"
              .formatted(setting, path, e.getMessage()));
    }
  }

  /** A hash of all of them. */
  String hash() {
    MessageDigest digest = RowHashes.sha256();
    for (GivenTranscripts.Result result : given) {
      for (TranscriptEntry entry : new TreeMap<>(result.byUtterance()).values()) {
        digest.update(entry.toString().getBytes(StandardCharsets.UTF_8));
      }
      digest.update(result.defects().toString().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The listing with the transcripts of its utterances. */
  CorpusListing addTo(CorpusListing listing) {
    if (given.isEmpty()) {
      return listing;
    }
    Set<String> utterances = new HashSet<>();
    listing.utterances().stream().map(UtteranceEntry::utterance).forEach(utterances::add);
    List<TranscriptEntry> transcripts = new ArrayList<>(listing.transcripts());
    List<QuarantineEntry> quarantine = new ArrayList<>(listing.quarantine());
    for (GivenTranscripts.Result result : given) {
      result.byUtterance().values().stream()
          .filter(entry -> utterances.contains(entry.utterance()))
          .forEach(transcripts::add);
      quarantine.addAll(result.defects());
    }
    transcripts.sort(
        Comparator.comparing(TranscriptEntry::utterance).thenComparing(TranscriptEntry::source));
    return new CorpusListing(
        listing.corpus(),
        listing.release(),
        listing.utterances(),
        listing.labels(),
        listing.ratings(),
        transcripts,
        quarantine);
  }
}
