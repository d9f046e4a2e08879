package org.plateau.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@link ExtractorBenchmark} from the build; prints times and bytes allocated, asserts no speed.
 */
@Tag("bench")
class ExtractorBenchmarkTest {
  @Test
  void everyOwnSetRuns() throws RunnerException {
    assertThat(
            new Runner(
                    new OptionsBuilder()
                        .include(ExtractorBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run())
        .hasSize(6);
  }
}
