package org.plateau.tables;

import static org.apache.spark.sql.types.DataTypes.TimestampType;

/** Tables that describe the corpora: what a release holds, its labels, ratings and texts. */
public final class CorpusTables {
  /** One row a release that readers may trust; written after everything else of the release. */
  public static final TableSpec RELEASES =
      TableSpec.table("releases", "Releases that are complete; written last")
          .key("corpus", "release")
          .text("source")
          .columns(TimestampType, "ingested_at")
          .longs("utterances", "quarantined")
          .text("manifest_sha256")
          .build();

  /**
   * One row a readable clip. {@code source_bytes} and {@code source_modified} (milliseconds since
   * 1970) tell whether the file must be decoded again.
   */
  public static final TableSpec UTTERANCES =
      TableSpec.table("utterances", "Readable clips of each release")
          .key("corpus", "release", "utterance")
          .text("audio_id", "path", "speaker", "gender", "split")
          .doubles("duration_seconds")
          .ints("sample_rate_hz", "channels", "bits")
          .doubles("arousal", "valence", "dominance")
          .longs("source_bytes", "source_modified")
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
          .build();

  private CorpusTables() {}
}
