package org.plateau.stages.ingest;

import org.apache.spark.sql.Row;

/**
 * What is known of a readable file, without its samples.
 *
 * @param path relative to the corpus root
 * @param audioId hash of the canonical samples
 * @param durationSeconds length of the source
 * @param sampleRateHz rate of the source
 * @param channels channels of the source
 * @param bits bits a sample of the source, 0 where the coding has none
 */
public record DecodedFile(
    String path, String audioId, double durationSeconds, int sampleRateHz, int channels, int bits) {

  static final String[] COLUMNS = {
    "path", "audio_id", "duration_seconds", "sample_rate_hz", "channels", "bits"
  };

  static DecodedFile of(Row row) {
    return new DecodedFile(
        row.getAs("path"),
        row.getAs("audio_id"),
        row.<Double>getAs("duration_seconds"),
        row.<Integer>getAs("sample_rate_hz"),
        row.<Integer>getAs("channels"),
        row.<Integer>getAs("bits"));
  }
}
