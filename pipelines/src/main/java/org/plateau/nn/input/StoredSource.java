package org.plateau.nn.input;

import java.util.Arrays;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackReader;
import org.plateau.stats.Seeds;

/**
 * Features as they were stored, standardised: one row of a static set, (dims), or frames of
 * descriptors, (frames, dims). Frames are cropped for training at a random offset and padded at the
 * end after standardisation, so the padding is each dimension's mean.
 *
 * @param pack values of the set
 * @param standardiser statistics of the training split
 * @param window lengths and what the crop derives from; null for a static set
 */
public record StoredSource(PackReader pack, Standardiser standardiser, Window window)
    implements ExampleSource {
  /** Samples between two frames of every set that is stored: 10 ms at 16 kHz. */
  private static final int HOP_SAMPLES = 160;

  /**
   * How frames are cut.
   *
   * @param run identity of the run, or null for prediction
   * @param seed the experiment's seed
   * @param cropFrames training length, &gt;= 1
   * @param minFrames shortest length in evaluation
   */
  public record Window(String run, long seed, int cropFrames, int minFrames) {
    /** The frames that these lengths in samples have: 1 + floor(samples / 160). */
    public static Window ofSamples(String run, long seed, int cropSamples, int minSamples) {
      return new Window(run, seed, frames(cropSamples), frames(minSamples));
    }

    private static int frames(int samples) {
      return 1 + samples / HOP_SAMPLES;
    }
  }

  @Override
  public Example training(PackEntry entry, int epoch) {
    if (window == null) {
      return row(entry);
    }
    int spare = entry.rows() - window.cropFrames();
    int offset =
        spare <= 0
            ? 0
            : Seeds.generator(window.seed(), "crop", window.run(), epoch, entry.utterance())
                .nextInt(spare + 1);
    return frames(entry, offset, window.cropFrames());
  }

  @Override
  public Example evaluation(PackEntry entry) {
    return window == null
        ? row(entry)
        : frames(entry, 0, Math.max(entry.rows(), window.minFrames()));
  }

  private Example row(PackEntry entry) {
    float[] values = standardiser.apply(pack.values(entry));
    return new Example(values, new long[] {values.length});
  }

  private Example frames(PackEntry entry, int offset, int frames) {
    int dims = entry.columns();
    float[] all = standardiser.applyToRows(pack.values(entry));
    int from = offset * dims;
    float[] cut = Arrays.copyOfRange(all, from, from + Math.multiplyExact(frames, dims));
    return new Example(cut, new long[] {frames, dims});
  }
}
