package org.plateau.jobs.steps;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.plateau.config.OpenSmileConfig;
import org.plateau.config.PlateauConfig;
import org.plateau.features.ExtractionFault.Reason;
import org.plateau.jobs.cli.Progress;
import org.plateau.stages.extract.ClipFailure;
import org.plateau.stages.extract.ClipNames;
import org.plateau.stages.extract.ExtractFeatures;
import org.plateau.stages.extract.FeatureChoices;
import org.plateau.stages.plan.ClipRow;
import org.plateau.stages.plan.Fold;
import org.plateau.tables.Warehouse;
import org.plateau.worker.ExtractorSettings;

/** The steps of the flow that concern stored features. */
public final class FeatureSteps {
  private static final int LISTED_FAILURES = 100;
  private static final long HEAP_SHARE = 2;

  private final Warehouse warehouse;
  private final Path nativeHome;
  private final ExtractorSettings limits;
  private final FeatureChoices choices;

  FeatureSteps(Warehouse warehouse, PlateauConfig config) {
    this.warehouse = warehouse;
    this.nativeHome = Path.of(config.openSmile().home());
    this.limits = limits(config);
    this.choices = new FeatureChoices(warehouse, config.features().extractors(), nativeHome);
  }

  /** Limits of a native extractor's process. */
  public static ExtractorSettings limits(PlateauConfig config) {
    OpenSmileConfig openSmile = config.openSmile();
    String root = config.warehouse();
    boolean isAddress = root.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    return new ExtractorSettings(
        openSmile.memoryBytes() / HEAP_SHARE,
        openSmile.memoryBytes(),
        openSmile.clipTimeout().toMillis() / 1000.0,
        openSmile.attempts(),
        isAddress ? null : Path.of(root).resolve("logs").resolve("features.log").toString());
  }

  /** Where runs take features from. */
  FeatureChoices choices() {
    return choices;
  }

  /** Stores sets for the clips of an experiment; tells on standard error what it did. */
  void extract(List<String> sets, List<Fold> folds, PrintWriter err) {
    Set<String> ids = new HashSet<>();
    folds.forEach(fold -> fold.clips().map(ClipRow::audioId).forEach(ids::add));
    List<ExtractFeatures.Result> results =
        execute(sets, new ExtractFeatures.Scope(Optional.of(ids), false));
    long now = results.stream().mapToLong(ExtractFeatures.Result::extracted).sum();
    err.println("features: %d sets, %d clips extracted now".formatted(sets.size(), now));
    if (now > 0) {
      print(results, err);
    }
    list(results, err);
  }

  /** Stores sets. */
  public List<ExtractFeatures.Result> execute(List<String> sets, ExtractFeatures.Scope scope) {
    List<ExtractFeatures.Result> results = new ArrayList<>();
    for (String set : sets) {
      try (Watched watched = new Watched(set)) {
        results.add(
            new ExtractFeatures(warehouse, nativeHome, limits).execute(set, scope, watched));
      }
    }
    return results;
  }

  /** Prints one line a set. */
  public static void print(List<ExtractFeatures.Result> results, PrintWriter to) {
    String line = "%-24s %-32s %8s %8s %10s %17s %9s %9s";
    to.println(
        line.formatted(
                "set",
                "extractor",
                "clips",
                "new",
                "hours",
                "real-time factor",
                "restarts",
                "failures")
            .stripTrailing());
    for (ExtractFeatures.Result each : results) {
      to.println(
          String.format(
                  Locale.ROOT,
                  line,
                  each.featureSet(),
                  each.extractor(),
                  each.clips(),
                  each.extracted(),
                  String.format(Locale.ROOT, "%.3f", each.hours()),
                  Double.isNaN(each.realTimeFactor())
                      ? "-"
                      : String.format(Locale.ROOT, "%.5f", each.realTimeFactor()),
                  each.restarts(),
                  each.failures().size())
              .stripTrailing());
    }
    to.flush();
  }

  /** Prints one line a clip without features. */
  public void list(List<ExtractFeatures.Result> results, PrintWriter to) {
    List<ClipFailure> failures =
        results.stream().flatMap(result -> result.failures().stream()).toList();
    if (failures.isEmpty()) {
      return;
    }
    ClipNames names = ClipNames.of(warehouse, failures.stream().map(ClipFailure::audioId).toList());
    failures.stream()
        .limit(LISTED_FAILURES)
        .forEach(
            failure ->
                to.println(
                    "no %s of %s: %s: %s"
                        .formatted(
                            failure.featureSet(),
                            names.of(failure.audioId()),
                            failure.reason(),
                            failure.detail())));
    if (failures.size() > LISTED_FAILURES) {
      to.println(
          "and %d more: see table feature_failures".formatted(failures.size() - LISTED_FAILURES));
    }
    to.flush();
  }

  /** Clips that an extractor lost, not those that a set is not defined for. */
  public static List<ClipFailure> faults(List<ExtractFeatures.Result> results) {
    return results.stream()
        .flatMap(result -> result.failures().stream())
        .filter(
            failure ->
                !failure.reason().equals(Reason.TOO_SHORT.code())
                    && !failure.reason().equals(Reason.NON_FINITE.code()))
        .toList();
  }

  /** A progress bar that appears when there is something to do. */
  private static final class Watched implements ExtractFeatures.Watcher, AutoCloseable {
    private final String set;
    private Progress progress;

    Watched(String set) {
      this.set = set;
    }

    @Override
    public LongConsumer start(long clips) {
      progress = Progress.start("features " + set, clips);
      return progress::reached;
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
