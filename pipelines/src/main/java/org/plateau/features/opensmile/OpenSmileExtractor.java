package org.plateau.features.opensmile;

import com.sun.jna.Native;
import java.util.ArrayList;
import java.util.List;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;

/**
 * One openSMILE configuration, every clip with a fresh instance of the library: nothing is carried
 * from clip to clip. Samples enter as 16-bit PCM through the external audio source, values leave
 * through external sinks. Descriptors and deltas are aligned at the first frame; frames that only
 * one of them has are dropped.
 */
final class OpenSmileExtractor implements FeatureExtractor {
  private static final double FULL_SCALE = 32768;

  private final String featureSet;
  private final OpenSmileBuild build;
  private final SmileApi api;
  private final SmileOptions options;
  private final int dims;
  private final List<String> names;

  /**
   * Loads the library and asks for the names of its columns.
   *
   * @param levels the library's levels whose frames stand side by side
   * @param dims columns that all of them have together
   * @throws IllegalStateException if the library's columns are not that many
   */
  OpenSmileExtractor(
      String featureSet, OpenSmileBuild build, String file, List<String> levels, int dims) {
    this.featureSet = featureSet;
    this.build = build;
    this.api = Native.load(build.library().toString(), SmileApi.class);
    this.options = new SmileOptions(build.configuration(), file, levels);
    this.dims = dims;
    try (SmileRun run = new SmileRun(api, options)) {
      this.names = run.names();
    }
    if (names.size() != dims) {
      throw new IllegalStateException(
          "%s by %s must have %d columns, found %d: this build's configuration is another one"
              .formatted(featureSet, build.library(), dims, names.size()));
    }
  }

  @Override
  public String featureSet() {
    return featureSet;
  }

  @Override
  public String extractor() {
    return build.extractor();
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    return extract(pcm16(samples));
  }

  @Override
  public FeatureMatrix extract(byte[] pcm16) {
    List<FrameRows> levels;
    try (SmileRun run = new SmileRun(api, options)) {
      levels = run.extract(pcm16);
    }
    int frames = levels.stream().mapToInt(FrameRows::frames).min().orElse(0);
    if (frames == 0) {
      throw new IllegalArgumentException(
          "clip of %d samples is too short for one frame of %s"
              .formatted(pcm16.length / Short.BYTES, featureSet));
    }
    return new FeatureMatrix(frames, dims, sideBySide(levels, frames));
  }

  private float[] sideBySide(List<FrameRows> levels, int frames) {
    float[] values = new float[Math.multiplyExact(frames, dims)];
    int column = 0;
    for (FrameRows level : new ArrayList<>(levels)) {
      for (int frame = 0; frame < frames; frame++) {
        level.copyRow(frame, values, frame * dims + column);
      }
      column += level.columns();
    }
    if (column != dims) {
      throw new IllegalStateException(
          "%s gave %d columns, announced %d".formatted(featureSet, column, dims));
    }
    return values;
  }

  private static byte[] pcm16(float[] samples) {
    byte[] bytes = new byte[Math.multiplyExact(samples.length, Short.BYTES)];
    for (int i = 0; i < samples.length; i++) {
      long rounded = Math.round(samples[i] * FULL_SCALE);
      int value = (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
      bytes[2 * i] = (byte) value;
      bytes[2 * i + 1] = (byte) (value >> 8);
    }
    return bytes;
  }
}
