package org.plateau.stages.ingest;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusReader;
import org.plateau.corpus.CorpusReaders;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.checks.Check;
import org.plateau.corpus.checks.CheckedClip;
import org.plateau.corpus.checks.ReleaseChecks;
import org.plateau.stages.Ingest;
import org.plateau.stages.Meanwhile;
import org.plateau.tables.Warehouse;

/**
 * Ingests the releases of one corpus one after the other; what they share is read once. The label
 * files of a release are read only if they are not those of the last ingest, see {@link
 * ListingMark}.
 */
public final class IngestRelease {
  private final Warehouse warehouse;
  private final Clock clock;
  private final Ingest.Request request;
  private final FileTrees trees;
  private final Transcripts transcripts;
  private final Map<String, FileEntry> entries = new HashMap<>();
  private final String corpus;
  private final CorpusReader reader;
  private final FileTree files;
  private final ListingMark marks;
  private final Meanwhile<AudioTable> audio;

  /** What one release gave. */
  public record Done(Ingest.Result result, List<Check> checks) {}

  /**
   * Reads what the releases share: the list of files, the transcripts from outside, the sounds that
   * stand.
   *
   * @throws UserException if the corpus's folder or a transcript cannot be opened
   * @throws IOException if the corpus's folder cannot be listed
   */
  public IngestRelease(Warehouse warehouse, Clock clock, Ingest.Request request)
      throws IOException {
    this.audio = Meanwhile.of(() -> AudioTable.open(warehouse));
    Configuration hadoop = warehouse.spark().sessionState().newHadoopConf();
    this.warehouse = warehouse;
    this.clock = clock;
    this.request = request;
    this.trees = new FileTrees(request.setting(), request.location(), hadoop);
    this.transcripts = Transcripts.read(request.transcripts(), hadoop);
    this.reader = CorpusReaders.find(request.layout());
    this.corpus = request.settings().nameOr(reader.corpus());
    FileTree tree = trees.open();
    FileTree.Contents contents = tree.list();
    this.files = new ListedFileTree(tree, contents);
    contents.files().forEach(file -> entries.put(file.path(), file));
    this.marks = new ListingMark(reader, request, contents, transcripts);
  }

  /** The releases that lie there, in version order. */
  public List<ReleaseFolder> releases() throws IOException {
    return reader.releases(files, request.settings());
  }

  /** Ingests one of them. */
  public Done run(ReleaseFolder folder) throws IOException {
    String release = folder.release();
    StandingRelease standing = StandingRelease.read(warehouse, corpus, release);
    ReleaseWriter writer = new ReleaseWriter(warehouse, corpus, release, standing);
    if (!request.verify() && !writer.interrupted()) {
      String mark = marks.of(folder, standing.recordings());
      if (standing.hashes().areReadFrom(mark)) {
        Optional<Done> done = recordings(standing, writer, release);
        if (done.isPresent()) {
          return done.get();
        }
      }
    }
    return all(standing, writer, folder);
  }

  /** Reads the label files too. */
  private Done all(StandingRelease standing, ReleaseWriter writer, ReleaseFolder folder)
      throws IOException {
    CorpusListing listing = transcripts.addTo(reader.read(files, folder, request.settings()));
    Decoding decoding = decode(standing, listing);
    List<Check> checks = checks(listing, listing.labels(), decoding);
    ReleaseRows rows = ReleaseRows.of(listing, entries, decoding, checks);
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
    String mark = marks.of(folder, rows.recordings());
    RowHashes hashes = RowHashes.of(rows).readFrom(mark);
    boolean changed = writer.write(rows, hashes, files.location(), clock.instant());
    return done(folder.release(), rows, rows.labels().size(), decoding, changed, checks);
  }

  /**
   * Takes from the tables what the label files said.
   *
   * @return empty if a recording cannot be used any more: its labels must go then
   */
  private Optional<Done> recordings(
      StandingRelease standing, ReleaseWriter writer, String release) {
    CorpusListing listing = standing.listing(corpus, release);
    Decoding decoding = decode(standing, listing);
    if (!decoding.failures().isEmpty()) {
      return Optional.empty();
    }
    List<LabelEntry> labels = StandingRelease.labels(warehouse, corpus, release);
    List<Check> checks = checks(listing, labels, decoding);
    ReleaseRows rows = ReleaseRows.of(listing, entries, decoding, checks);
    RowHashes hashes = standing.hashes();
    if (decoding.decoded() > 0) {
      hashes = hashes.with("utterances", rows.utterances()).with("checks", rows.checks());
    }
    boolean changed = writer.write(rows, hashes, files.location(), clock.instant());
    return Optional.of(done(release, rows, labels.size(), decoding, changed, checks));
  }

  private Decoding decode(StandingRelease standing, CorpusListing listing) {
    return Decoding.run(
        audio.get(), standing, listing, entries, trees, request.limits(), request.verify());
  }

  private Done done(
      String release,
      ReleaseRows rows,
      int labels,
      Decoding decoding,
      boolean changed,
      List<Check> checks) {
    Ingest.Result result =
        new Ingest.Result(
            corpus,
            release,
            rows.utterances().size(),
            labels,
            rows.quarantine().size(),
            decoding.decoded(),
            decoding.added(),
            changed || decoding.added() > 0);
    return new Done(result, checks);
  }

  /** Brings {@code release_changes} up to date. */
  public void compareReleases() {
    new ReleaseChanges(warehouse, corpus).update();
  }

  private static List<Check> checks(
      CorpusListing listing, List<LabelEntry> labels, Decoding decoding) {
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
    return ReleaseChecks.of(listing.corpus(), listing.release(), clips, labels, quarantine);
  }
}
