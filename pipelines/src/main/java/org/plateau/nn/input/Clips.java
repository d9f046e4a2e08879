package org.plateau.nn.input;

import java.util.Arrays;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackReader;
import org.plateau.stats.Seeds;

/**
 * Samples of a pack's clips, cropped and padded.
 *
 * @param pack the samples
 * @param run identity of the run, or null for prediction
 * @param seed the experiment's seed
 * @param cropSamples training length in samples
 * @param minSamples shortest length in evaluation, in samples
 */
public record Clips(PackReader pack, String run, long seed, int cropSamples, int minSamples) {
  /**
   * A random crop of the training length; a shorter clip is padded with zeros at the end. The
   * offset is uniform and a function of (seed, run, epoch, utterance) alone.
   */
  float[] training(PackEntry entry, int epoch) {
    float[] samples = pack.samples(entry);
    int spare = samples.length - cropSamples;
    if (spare <= 0) {
      return Arrays.copyOf(samples, cropSamples);
    }
    int offset = cropOffset(seed, run, epoch, entry.utterance(), spare);
    return Arrays.copyOfRange(samples, offset, offset + cropSamples);
  }

  /** The whole clip, padded with zeros at the end when it is shorter than the minimum. */
  float[] evaluation(PackEntry entry) {
    float[] samples = pack.samples(entry);
    return samples.length >= minSamples ? samples : Arrays.copyOf(samples, minSamples);
  }

  /** First sample of the crop, 0 .. spare. */
  public static int cropOffset(long seed, String run, int epoch, String utterance, int spare) {
    return Seeds.generator(seed, "crop", run, epoch, utterance).nextInt(spare + 1);
  }
}
