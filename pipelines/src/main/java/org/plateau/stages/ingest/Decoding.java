package org.plateau.stages.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.UtteranceEntry;

/**
 * Which files of a release can be used. A file is decoded only if its size or time of change is
 * new, or its samples do not stand in {@code audio}; one that could not be used the last time and
 * has not changed since is not tried again.
 *
 * @param files readable files by path
 * @param failures files that cannot be used, by path
 * @param decoded number of files decoded this time
 * @param added number of sounds appended to {@code audio}
 */
public record Decoding(
    Map<String, DecodedFile> files, List<QuarantineEntry> failures, int decoded, int added) {

  /**
   * Decodes what must be decoded and appends what is new.
   *
   * @param verify whether files that look unchanged are decoded too, to compare their hashes
   */
  static Decoding run(
      AudioTable audio,
      StandingRelease standing,
      CorpusListing listing,
      Map<String, FileEntry> entries,
      FileTrees trees,
      AudioLimits limits,
      boolean verify) {
    Map<String, DecodedFile> files = verify ? new HashMap<>() : unchanged(audio, standing, entries);
    Map<String, QuarantineEntry> failures = new TreeMap<>();
    Map<String, FileEntry> todo = new TreeMap<>();
    for (UtteranceEntry utterance : listing.utterances()) {
      String path = utterance.path();
      FileEntry entry = entries.get(path);
      Row failed = standing.quarantine().get(path);
      if (entry == null) {
        failures.put(path, missing(utterance));
      } else if (!files.containsKey(path)) {
        if (!verify && failed != null && isUnchanged(failed, entry)) {
          failures.put(path, failure(path, failed.getAs("reason"), failed.getAs("detail")));
        } else {
          todo.put(path, entry);
        }
      }
    }
    AudioTable.Decoded decoded = audio.decode(trees, limits, todo.values());
    for (FileOutcome outcome : decoded.outcomes().values()) {
      if (outcome.reason() == null) {
        files.put(outcome.path(), outcome.file());
      } else {
        failures.put(outcome.path(), failure(outcome.path(), outcome.reason(), outcome.detail()));
      }
    }
    return new Decoding(files, List.copyOf(failures.values()), todo.size(), decoded.added());
  }

  private static QuarantineEntry missing(UtteranceEntry utterance) {
    return new QuarantineEntry(
        utterance.path(),
        QuarantineReason.MISSING_AUDIO,
        "no such file, utterance " + utterance.utterance());
  }

  private static QuarantineEntry failure(String path, String reason, String detail) {
    return new QuarantineEntry(path, QuarantineReason.ofCode(reason), detail);
  }

  private static boolean isUnchanged(Row row, FileEntry file) {
    Long bytes = row.getAs("source_bytes");
    Long modified = row.getAs("source_modified");
    return bytes != null
        && modified != null
        && bytes == file.bytes()
        && modified == file.modifiedMillis();
  }

  /** Files whose size and time of change are those of the last ingest and whose samples stand. */
  private static Map<String, DecodedFile> unchanged(
      AudioTable audio, StandingRelease standing, Map<String, FileEntry> entries) {
    Map<String, DecodedFile> unchanged = new HashMap<>();
    for (Row row : standing.utterances().values()) {
      FileEntry file = entries.get(row.<String>getAs("path"));
      Double level = audio.level(row.getAs("audio_id"));
      if (file != null && level != null && isUnchanged(row, file)) {
        unchanged.put(
            file.path(),
            new DecodedFile(
                file.path(),
                row.getAs("audio_id"),
                row.<Double>getAs("duration_seconds"),
                row.<Integer>getAs("sample_rate_hz"),
                row.<Integer>getAs("channels"),
                row.<Integer>getAs("bits"),
                level));
      }
    }
    return unchanged;
  }
}
