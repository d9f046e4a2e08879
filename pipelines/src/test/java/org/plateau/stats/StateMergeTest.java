package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.plateau.stats.compare.PairCounts;
import org.plateau.stats.compare.RaterCounts;

/** merge(A, B) = the whole for the states that sum real numbers: equal up to their rounding. */
class StateMergeTest {
  private static final Offset<Double> ROUNDING = within(1e-9);

  record Item(int truth, int first, int second, double x, double y) {}

  /** A kind of state: how to start, add, merge, and what it tells. */
  record Kind<S>(
      Supplier<S> empty,
      BiConsumer<S, Item> add,
      BiFunction<S, S, S> merge,
      List<Function<S, Double>> values) {}

  private static final Kind<Calibration> CALIBRATION =
      new Kind<>(
          () -> new Calibration(3),
          (state, item) -> {
            state.add(item.truth(), Probabilities.softmax(item.x(), item.y(), 0));
          },
          Calibration::merge,
          List.of(
              Calibration::expectedError,
              Calibration::maximumError,
              Calibration::classwiseError,
              Calibration::brier,
              Calibration::logLoss));

  private static final Kind<PairedMoments> MOMENTS =
      new Kind<>(
          PairedMoments::new,
          (state, item) -> {
            state.add(item.x(), item.y() + item.x());
          },
          PairedMoments::merge,
          List.of(PairedMoments::pearson, PairedMoments::concordance));

  private static final Kind<PairCounts> PAIRS =
      new Kind<>(
          () -> new PairCounts(3),
          (state, item) -> {
            state.add(item.truth(), item.first(), item.second());
          },
          PairCounts::merge,
          List.of(
              PairCounts::agreement,
              PairCounts::kappa,
              PairCounts::yuleQ,
              PairCounts::oracleAccuracy,
              PairCounts::doubleFault,
              PairCounts::bothWrongSameAnswer));

  private static final Kind<RaterCounts> RATERS =
      new Kind<>(
          () -> new RaterCounts(3),
          (state, item) -> {
            int[] votes = new int[3];
            votes[item.truth()]++;
            votes[item.first()]++;
            votes[item.second()]++;
            state.add(votes);
          },
          RaterCounts::merge,
          List.of(RaterCounts::fleissKappa, RaterCounts::krippendorffAlpha));

  @Property(tries = 100)
  void mergingIsAdding(@ForAll("items") List<Item> first, @ForAll("items") List<Item> second) {
    check(CALIBRATION, first, second);
    check(MOMENTS, first, second);
    check(PAIRS, first, second);
    check(RATERS, first, second);
  }

  private static <S> void check(Kind<S> kind, List<Item> first, List<Item> second) {
    S whole = kind.empty().get();
    first.forEach(item -> kind.add().accept(whole, item));
    second.forEach(item -> kind.add().accept(whole, item));
    S left = kind.empty().get();
    first.forEach(item -> kind.add().accept(left, item));
    S right = kind.empty().get();
    second.forEach(item -> kind.add().accept(right, item));
    S merged = kind.merge().apply(left, right);
    for (Function<S, Double> value : kind.values()) {
      double expected = value.apply(whole);
      if (Double.isNaN(expected)) {
        assertThat(value.apply(merged)).isNaN();
      } else {
        assertThat(value.apply(merged)).isCloseTo(expected, ROUNDING);
      }
    }
  }

  @Provide
  Arbitrary<List<Item>> items() {
    Arbitrary<Integer> index = Arbitraries.integers().between(0, 2);
    Arbitrary<Double> number = Arbitraries.integers().between(-40, 40).map(i -> i / 16.0);
    return Combinators.combine(index, index, index, number, number)
        .as(Item::new)
        .list()
        .ofMaxSize(30);
  }
}
