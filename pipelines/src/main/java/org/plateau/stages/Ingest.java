package org.plateau.stages;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.plateau.audio.AudioLimits;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusReaders;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LocalFileTree;
import org.plateau.stages.ingest.Decoding;
import org.plateau.stages.ingest.ListedFileTree;
import org.plateau.stages.ingest.ReleaseRows;
import org.plateau.stages.ingest.ReleaseWriter;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;

/**
 * Brings one corpus into the tables: names and label files are read on the driver, recordings are
 * decoded by tasks. What has not changed since the last ingest is not decoded and not written
 * again. {@link ReleaseWriter} tells what readers may rely on meanwhile.
 */
public final class Ingest {
  private final Warehouse warehouse;
  private final Clock clock;

  /**
   * @param warehouse where the tables stand
   * @param clock gives {@code ingested_at}
   */
  public Ingest(Warehouse warehouse, Clock clock) {
    this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * What to ingest.
   *
   * @param corpus name of the corpus, which names its reader
   * @param root folder of the corpus, at the same place on the driver and on all executors
   * @param settings tasks and splits
   * @param limits what a recording may cost
   */
  public record Request(String corpus, Path root, CorpusSettings settings, AudioLimits limits) {
    public Request {
      Objects.requireNonNull(corpus, "corpus");
      Objects.requireNonNull(root, "root");
      Objects.requireNonNull(settings, "settings");
      Objects.requireNonNull(limits, "limits");
    }

    String setting() {
      return "corpora." + corpus + ".path";
    }
  }

  /**
   * What was done.
   *
   * @param corpus name of the corpus
   * @param release name of the release
   * @param utterances readable clips of the release
   * @param labels labels of these clips, over all tasks
   * @param quarantined files and label lines set aside
   * @param decoded files decoded this time; the others had not changed
   * @param newAudio clips appended to {@code audio}
   * @param changed whether any table got a version
   */
  public record Result(
      String corpus,
      String release,
      int utterances,
      int labels,
      int quarantined,
      int decoded,
      int newAudio,
      boolean changed) {}

  /**
   * Ingests one corpus.
   *
   * @throws UserException if there is no such corpus, its folder cannot be read or holds nothing
   *     that can be used, or the warehouse cannot be written
   */
  public Result run(Request request) {
    FileTree tree = LocalFileTree.open(request.setting(), request.root());
    ListedFileTree files = list(request, tree);
    CorpusListing listing = read(request, files);
    Map<String, FileEntry> entries = new HashMap<>();
    files.list().files().forEach(file -> entries.put(file.path(), file));

    Decoding decoding =
        Decoding.run(
            warehouse,
            listing,
            entries,
            Decoding.decoder(request.setting(), tree.location(), request.limits()));
    ReleaseRows rows = ReleaseRows.of(listing, entries, decoding);
    ReleaseWriter writer = new ReleaseWriter(warehouse, listing.corpus(), listing.release());
    if (rows.utterances().isEmpty()) {
      writer.writeQuarantine(rows);
      throw new UserException(
          "%s: none of the %d recordings of %s can be used; see the table quarantine"
              .formatted(request.setting(), listing.utterances().size(), request.root()));
    }
    boolean changed = writer.write(rows, tree.location(), clock.instant());
    warehouse.ensure(CorpusTables.QUARANTINE); // empty is an answer, absent is not
    return new Result(
        listing.corpus(),
        listing.release(),
        rows.utterances().size(),
        rows.labels().size(),
        rows.quarantine().size(),
        decoding.decoded(),
        decoding.added(),
        changed || decoding.added() > 0);
  }

  private static ListedFileTree list(Request request, FileTree tree) {
    try {
      return new ListedFileTree(tree, tree.list());
    } catch (IOException e) {
      throw unreadable(request, e);
    }
  }

  private static CorpusListing read(Request request, FileTree files) {
    try {
      return CorpusReaders.find(request.corpus()).read(files, request.settings());
    } catch (IOException e) {
      throw unreadable(request, e);
    }
  }

  private static UserException unreadable(Request request, IOException e) {
    return new UserException(
        "%s: %s cannot be read (%s); mend the path or its permissions"
            .formatted(request.setting(), request.root(), e.getMessage()));
  }
}
