package org.plateau.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;

/** Time of the own feature sets for one clip of three seconds, without decoding. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ExtractorBenchmark {
  private static final int SAMPLES = 3 * 16_000;

  @Param({"logmel64", "fbank80", "fbank128", "whisper80", "raw", "mel-s"})
  String set;

  private FeatureExtractor extractor;
  private float[] samples;

  @Setup
  public void prepare() {
    extractor = FeatureSets.create(set);
    samples = new float[SAMPLES];
    Random random = new Random(1);
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = Math.round(random.nextGaussian() * 3_000) / 32_768f;
    }
  }

  @Benchmark
  public FeatureMatrix extract() {
    return extractor.extract(samples);
  }
}
