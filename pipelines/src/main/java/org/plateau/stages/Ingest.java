package org.plateau.stages;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plateau.audio.AudioLimits;
import org.plateau.config.TranscriptConfig;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.corpus.checks.Check;
import org.plateau.stages.ingest.IngestRelease;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;

/**
 * Brings one corpus, with all its releases, into the tables: names and label files are read on the
 * driver, recordings are decoded by tasks. What has not changed since the last ingest is not
 * decoded and not written again.
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
   * @param layout name of the reader
   * @param location folder of the corpus, at the same place on the driver and on all executors: a
   *     path, or an address such as {@code s3a://bucket/corpus}
   * @param settings tasks and splits
   * @param limits what a recording may cost
   * @param transcripts transcripts from outside the corpus
   * @param verify whether files whose size and date are as before are decoded and compared too
   */
  public record Request(
      String layout,
      String location,
      CorpusSettings settings,
      AudioLimits limits,
      List<TranscriptConfig> transcripts,
      boolean verify) {
    public Request {
      Objects.requireNonNull(layout, "layout");
      Objects.requireNonNull(location, "location");
      Objects.requireNonNull(settings, "settings");
      Objects.requireNonNull(limits, "limits");
      transcripts = List.copyOf(transcripts);
    }

    /** A corpus without transcripts from outside, trusting sizes and dates. */
    public Request(String layout, String location, CorpusSettings settings, AudioLimits limits) {
      this(layout, location, settings, limits, List.of(), false);
    }

    /** The setting that names the location, for messages. */
    public String setting() {
      return "corpora." + settings.nameOr(layout) + ".path";
    }
  }

  /**
   * What was done about one release.
   *
   * @param corpus name of the corpus
   * @param release name of the release
   * @param utterances readable clips of the release
   * @param labels labels of these clips, over all tasks
   * @param quarantined files and label lines set aside
   * @param decoded files decoded this time; the others had not changed
   * @param newAudio sounds appended to {@code audio}
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
   * What was done about a corpus.
   *
   * @param releases one entry a release, in version order
   * @param checks what each release holds and what is odd about it, by release
   */
  public record Summary(List<Result> releases, Map<String, List<Check>> checks) {}

  /**
   * Ingests one corpus.
   *
   * @throws UserException if there is no such corpus, its folder cannot be read or holds nothing
   *     that can be used, or the warehouse cannot be written
   */
  public Summary run(Request request) {
    List<Result> results = new ArrayList<>();
    Map<String, List<Check>> checks = new HashMap<>();
    try {
      IngestRelease each = new IngestRelease(warehouse, clock, request);
      for (ReleaseFolder release : each.releases()) {
        IngestRelease.Done done = each.run(release);
        results.add(done.result());
        checks.put(done.result().release(), done.checks());
      }
      each.compareReleases();
    } catch (IOException e) {
      throw new UserException(
          "%s: %s cannot be read (%s); mend the path or its permissions"
              .formatted(request.setting(), request.location(), e.getMessage()));
    }
    warehouse.ensure(CorpusTables.QUARANTINE); // empty is an answer, absent is not
    return new Summary(List.copyOf(results), checks);
  }
}
