package org.plateau.stages.ingest;

import java.io.Serializable;

/**
 * What is known of a readable file, without its samples.
 *
 * @param path relative to the corpus root
 * @param audioId hash of the canonical samples
 * @param durationSeconds length of the source
 * @param sampleRateHz rate of the source
 * @param channels channels of the source
 * @param bits bits a sample of the source, 0 where the coding has none
 * @param rms root mean square of the canonical samples, in [0, 1]
 */
public record DecodedFile(
    String path,
    String audioId,
    double durationSeconds,
    int sampleRateHz,
    int channels,
    int bits,
    double rms)
    implements Serializable {}
