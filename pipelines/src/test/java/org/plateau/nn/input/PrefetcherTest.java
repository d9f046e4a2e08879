package org.plateau.nn.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefetcherTest {
  private static List<Integer> jobs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static long live() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("plateau-prefetch-"))
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void keepsTheOrder(int threads) {
    List<Integer> results = new ArrayList<>();
    try (Prefetcher<Integer, Integer> prefetcher =
        new Prefetcher<>(threads, jobs(200).iterator(), () -> job -> job * job)) {
      prefetcher.forEachRemaining(results::add);
    }
    assertThat(results).containsExactlyElementsOf(jobs(200).stream().map(j -> j * j).toList());
    assertThat(live()).isZero();
  }

  @Test
  void runsAheadByABoundedNumber() {
    AtomicInteger started = new AtomicInteger();
    try (Prefetcher<Integer, Integer> prefetcher =
        new Prefetcher<>(2, jobs(100).iterator(), () -> job -> started.incrementAndGet())) {
      prefetcher.next();
      prefetcher.next();
      assertThat(started.get()).isLessThanOrEqualTo(6);
    }
    assertThat(started.get()).isLessThanOrEqualTo(6);
    assertThat(live()).isZero();
  }

  @Test
  void aFailureReachesTheCallerAndThreadsEnd() {
    assertThatThrownBy(
            () -> {
              try (Prefetcher<Integer, Integer> prefetcher =
                  new Prefetcher<>(2, jobs(50).iterator(), () -> job -> 10 / (job - 3))) {
                while (prefetcher.hasNext()) {
                  prefetcher.next();
                }
              }
            })
        .isInstanceOf(ArithmeticException.class);
    assertThat(live()).isZero();
  }
}
