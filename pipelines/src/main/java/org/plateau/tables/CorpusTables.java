package org.plateau.tables;

import static org.apache.spark.sql.types.DataTypes.TimestampType;

/** Tables that describe the corpora: what a release holds, its labels, ratings and texts. */
public final class CorpusTables {
  /**
   * One row a release that readers may trust; written after everything else of the release. {@code
   * parts} is JSON: the hash of the release's rows in each table.
   */
  public static final TableSpec RELEASES =
      TableSpec.table("releases", "Releases that are complete; written last")
          .key("corpus", "release")
          .text("source")
          .columns(TimestampType, "ingested_at")
          .longs("utterances", "quarantined")
          .text("manifest_sha256", "parts")
          .schemaVersion(2)
          .build();

  /**
   * One row a readable clip. {@code source_bytes} and {@code source_modified} (milliseconds since
   * 1970) tell whether the file must be decoded again. {@code consensus} is the corpus's own class.
   */
  public static final TableSpec UTTERANCES =
      TableSpec.table("utterances", "Readable clips of each release")
          .key("corpus", "release", "utterance")
          .text("audio_id", "path", "speaker", "gender", "split")
          .doubles("duration_seconds")
          .ints("sample_rate_hz", "channels", "bits")
          .doubles("arousal", "valence", "dominance")
          .longs("source_bytes", "source_modified")
          .text("consensus")
          .schemaVersion(2)
          .changeFeed()
          .build();

  public static final TableSpec LABELS =
      TableSpec.table("labels", "Class of each clip under each task")
          .key("corpus", "release", "utterance", "task")
          .text("label")
          .doubles("human_agreement")
          .changeFeed()
          .build();

  public static final TableSpec RATINGS =
      TableSpec.table("ratings", "Judgements of single raters")
          .key("corpus", "release", "utterance", "rater")
          .text("primary", "secondary")
          .doubles("arousal", "valence", "dominance")
          .build();

  public static final TableSpec TRANSCRIPTS =
      TableSpec.table("transcripts", "What was said, by source of the text")
          .key("corpus", "release", "utterance", "source")
          .text("language", "text")
          .build();

  public static final TableSpec QUARANTINE =
      TableSpec.table("quarantine", "Files and label lines that could not be used, and why")
          .key("corpus", "release", "path")
          .text("reason", "detail")
          .longs("source_bytes", "source_modified")
          .schemaVersion(2)
          .build();

  /**
   * What each release holds and what is odd about it. {@code expected} is the official figure where
   * one is known; {@code status}: info, ok, differs, note or warning.
   */
  public static final TableSpec CHECKS =
      TableSpec.table("checks", "Counts of each release and what is odd about it")
          .key("corpus", "release", "name", "subject")
          .doubles("value", "expected")
          .text("status", "detail")
          .build();

  /** One row a difference between a release and the next in version order. */
  public static final TableSpec RELEASE_CHANGES =
      TableSpec.table("release_changes", "What changed from one release to the next")
          .key("corpus", "from_release", "to_release", "utterance", "change")
          .text("before", "after")
          .build();

  private CorpusTables() {}
}
