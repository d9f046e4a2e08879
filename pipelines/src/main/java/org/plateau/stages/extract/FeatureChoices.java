package org.plateau.stages.extract;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plateau.features.FeatureSets;
import org.plateau.features.NativeFeatureSet;
import org.plateau.stages.plan.Fold;
import org.plateau.tables.SignalTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/** Which extractor the runs of a feature set take their values from. Reads tables once a set. */
public final class FeatureChoices {
  private final Warehouse warehouse;
  private final Map<String, String> configured;
  private final Path nativeHome;
  private final Map<String, Choice> known = new HashMap<>();
  private final Map<Choice, Set<String>> listed = new HashMap<>();

  /**
   * Where runs take features from.
   *
   * @param featureSet the set
   * @param extractor extractor of stored rows; null if computed on the fly, or with an obstacle
   * @param extractable whether {@link ExtractFeatures} can make the rows that lack
   * @param obstacle why no run can take this set here, or null
   */
  public record Choice(String featureSet, String extractor, boolean extractable, String obstacle) {
    /** True if runs read stored rows. */
    public boolean stored() {
      return extractor != null;
    }
  }

  /**
   * Choices of a warehouse.
   *
   * @param configured extractor by feature set, where the user has chosen one
   * @param nativeHome folder of native libraries
   */
  public FeatureChoices(Warehouse warehouse, Map<String, String> configured, Path nativeHome) {
    this.warehouse = warehouse;
    this.configured = Map.copyOf(configured);
    this.nativeHome = nativeHome;
  }

  /** The choice for a set. */
  public Choice of(String featureSet) {
    return known.computeIfAbsent(featureSet, this::choose);
  }

  private Choice choose(String set) {
    Optional<NativeFeatureSet> library = FeatureSets.nativeSet(set);
    Optional<String> problem = library.flatMap(each -> each.problem(nativeHome));
    String installed =
        library.isPresent() && problem.isEmpty() ? library.get().extractor(nativeHome) : null;
    String wanted = configured.get(set);
    if (wanted != null) {
      boolean own = wanted.equals(installed);
      return own || extractors(set).contains(wanted)
          ? new Choice(set, wanted, own, null)
          : new Choice(
              set,
              null,
              false,
              "features.extractors.%s = %s: no such rows; there are %s"
                  .formatted(set, wanted, extractors(set)));
    }
    if (installed != null) {
      return new Choice(set, installed, true, null);
    }
    if (library.isEmpty() && FeatureSets.all().containsKey(set)) {
      return new Choice(set, null, false, null);
    }
    List<String> stored = extractors(set);
    if (stored.size() == 1) {
      return new Choice(set, stored.get(0), false, null);
    }
    String obstacle =
        stored.isEmpty()
            ? problem.orElse("no extractor of feature set " + set + ", and no import of it")
            : "set %s stands from several extractors (%s); choose one by features.extractors.%s"
                .formatted(set, String.join(", ", stored), set);
    return new Choice(set, null, false, obstacle);
  }

  private List<String> extractors(String set) {
    return warehouse
        .read(SignalTables.FEATURE_NAMES)
        .where(col("feature_set").equalTo(set))
        .select("extractor")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** A fold without the clips that have no features in this set; the same fold if all have. */
  public Fold usable(Choice choice, Fold fold) {
    if (!choice.stored()) {
      return fold;
    }
    // Rows that can be extracted still: all but those that failed. Others: those that stand.
    boolean failed = choice.extractable();
    Set<String> ids =
        listed.computeIfAbsent(
            choice,
            key ->
                Set.copyOf(
                    audioIds(failed ? SignalTables.FEATURE_FAILURES : SignalTables.FEATURES, key)));
    return fold.where(row -> ids.contains(row.audioId()) != failed);
  }

  private List<String> audioIds(TableSpec table, Choice choice) {
    return warehouse
        .read(table)
        .where(
            col("feature_set")
                .equalTo(choice.featureSet())
                .and(col("extractor").equalTo(choice.extractor())))
        .select("audio_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
