package org.plateau.features.opensmile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plateau.config.UserException;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureExtractorProvider;
import org.plateau.features.FeatureSetFamily;
import org.plateau.features.NativeFeatureSet;

/**
 * openSMILE's sets of fifteen years, by its own configuration files: each as functionals ({@code
 * -s}, one row a clip) and as descriptors over time with their deltas after them ({@code -d};
 * eGeMAPS has no deltas).
 */
public final class OpenSmileSets implements FeatureSetFamily {
  /** The library's name for people. */
  public static final String LIBRARY = "openSMILE";

  private static final List<Configuration> CONFIGURATIONS =
      List.of(
          new Configuration("IS09", "is09-13/IS09_emotion.conf", 384, 16, true),
          new Configuration("IS10", "is09-13/IS10_paraling_compat.conf", 1582, 38, true),
          new Configuration("IS11", "is09-13/IS11_speaker_state.conf", 4368, 59, true),
          new Configuration("IS12", "is09-13/IS12_speaker_trait_compat.conf", 6125, 64, true),
          new Configuration("IS13", "is09-13/IS13_ComParE.conf", 6373, 65, true),
          new Configuration("IS16", "compare/ComParE_2016.conf", 6373, 65, true),
          new Configuration("eGeMAPS", "egemaps/v02/eGeMAPSv02.conf", 88, 25, false));

  /**
   * One configuration file.
   *
   * @param name first part of the set's name
   * @param file below the build's configuration folder
   * @param functionals columns of the static set
   * @param descriptors columns of the descriptors, without deltas
   * @param deltas whether the file computes deltas
   */
  record Configuration(
      String name, String file, int functionals, int descriptors, boolean deltas) {}

  @Override
  public List<FeatureExtractorProvider> providers() {
    List<FeatureExtractorProvider> providers = new ArrayList<>();
    for (Configuration each : CONFIGURATIONS) {
      providers.add(new Provider(each, true));
      providers.add(new Provider(each, false));
    }
    return providers;
  }

  private record Provider(Configuration configuration, boolean isStatic)
      implements NativeFeatureSet {
    @Override
    public String featureSet() {
      return configuration.name() + (isStatic ? "-s" : "-d");
    }

    @Override
    public String library() {
      return LIBRARY;
    }

    @Override
    public int dims() {
      int descriptors = configuration.descriptors();
      return isStatic
          ? configuration.functionals()
          : configuration.deltas() ? 2 * descriptors : descriptors;
    }

    @Override
    public Optional<String> problem(Path home) {
      Optional<OpenSmileBuild> build = OpenSmileBuild.in(home);
      if (build.isEmpty()) {
        return Optional.of("openSMILE is not set up");
      }
      Path file = build.get().configuration().resolve(configuration.file());
      return file.toFile().isFile()
          ? Optional.empty()
          : Optional.of("this build of openSMILE lacks its configuration " + file);
    }

    @Override
    public String extractor(Path home) {
      return build(home).extractor();
    }

    @Override
    public FeatureExtractor create(Path home) {
      List<String> levels =
          isStatic
              ? List.of("func")
              : configuration.deltas() ? List.of("lld", "lld_de") : List.of("lld");
      return new OpenSmileExtractor(
          featureSet(), build(home), configuration.file(), levels, dims());
    }

    private OpenSmileBuild build(Path home) {
      Optional<String> problem = problem(home);
      if (problem.isPresent()) {
        throw new UserException(
            "feature set '%s': %s (looked in %s); run ./submit.sh setup opensmile --accept-licence, or give another build's folder by --set opensmile.home=DIR"
                .formatted(featureSet(), problem.get(), home));
      }
      return OpenSmileBuild.in(home).orElseThrow();
    }
  }
}
