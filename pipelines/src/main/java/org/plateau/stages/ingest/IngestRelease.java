package org.plateau.stages.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.checks.Check;
import org.plateau.corpus.checks.CheckedClip;
import org.plateau.corpus.checks.ReleaseChecks;
import org.plateau.stages.Ingest;
import org.plateau.tables.Warehouse;

/** Ingests the releases of one corpus one after the other; what they share is read once. */
public final class IngestRelease {
  private final Warehouse warehouse;
  private final Clock clock;
  private final Ingest.Request request;
  private final FileTrees trees;
  private final Transcripts transcripts;
  private AudioTable audio;
  private String corpus;

  /** Reads the transcripts from outside, if there are any. */
  public IngestRelease(
      Warehouse warehouse, Clock clock, Ingest.Request request, Configuration hadoop) {
    this.warehouse = warehouse;
    this.clock = clock;
    this.request = request;
    this.trees = new FileTrees(request.setting(), request.location(), hadoop);
    this.transcripts = Transcripts.read(request.transcripts(), hadoop);
  }

  /** What one release gave. */
  public record Done(Ingest.Result result, List<Check> checks) {}

  /** Opens the corpus's folder. */
  public FileTree open() {
    return trees.open();
  }

  /**
   * Ingests what a reader has listed.
   *
   * @param entries all files of the tree by path
   * @param source where the corpus lies, for {@code releases}
   */
  public Done run(CorpusListing listed, Map<String, FileEntry> entries, String source) {
    CorpusListing listing = transcripts.addTo(listed);
    corpus = listing.corpus();
    if (audio == null) {
      audio = AudioTable.open(warehouse);
    }
    StandingRelease standing = StandingRelease.read(warehouse, corpus, listing.release());
    Decoding decoding =
        Decoding.run(audio, standing, listing, entries, trees, request.limits(), request.verify());
    List<Check> checks = checks(listing, decoding);
    ReleaseRows rows = ReleaseRows.of(listing, entries, decoding, checks);
    ReleaseWriter writer = new ReleaseWriter(warehouse, corpus, listing.release(), standing);
    if (rows.utterances().isEmpty()) {
      writer.writeQuarantine(rows);
      throw new UserException(
          "%s: none of the %d recordings of %s, release %s, can be used; see the table quarantine"
              .formatted(
                  request.setting(),
                  listing.utterances().size(),
                  request.location(),
                  listing.release()));
    }
    boolean changed = writer.write(rows, source, clock.instant());
    Ingest.Result result =
        new Ingest.Result(
            corpus,
            listing.release(),
            rows.utterances().size(),
            rows.labels().size(),
            rows.quarantine().size(),
            decoding.decoded(),
            decoding.added(),
            changed || decoding.added() > 0);
    return new Done(result, checks);
  }

  /** Brings {@code release_changes} up to date. */
  public void compareReleases() {
    if (corpus != null) {
      new ReleaseChanges(warehouse, corpus).update();
    }
  }

  private static List<Check> checks(CorpusListing listing, Decoding decoding) {
    List<CheckedClip> clips = new ArrayList<>();
    for (UtteranceEntry entry : listing.utterances()) {
      DecodedFile file = decoding.files().get(entry.path());
      if (file != null) {
        clips.add(
            new CheckedClip(
                entry.utterance(),
                file.audioId(),
                entry.speaker(),
                entry.split(),
                file.durationSeconds(),
                file.rms()));
      }
    }
    List<QuarantineEntry> quarantine = new ArrayList<>(listing.quarantine());
    quarantine.addAll(decoding.failures());
    return ReleaseChecks.of(
        listing.corpus(), listing.release(), clips, listing.labels(), quarantine);
  }
}
