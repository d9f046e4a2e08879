package org.plateau.jobs.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.Pcm;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.features.ExtractionFault;
import org.plateau.features.FeatureExtractorProvider;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;
import org.plateau.features.NativeFeatureSet;
import org.plateau.features.RawSamples;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.FeatureSteps;
import org.plateau.jobs.steps.Workbench;
import org.plateau.stages.extract.ExtractFeatures;
import org.plateau.stages.extract.ImportFeatures;
import org.plateau.worker.ClipExtractor;
import org.plateau.worker.ExtractorSettings;
import org.plateau.worker.ExtractorWorker;
import org.plateau.worker.InProcessExtractor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stores features of all ingested clips, imports a user's own, or prints those of one file. */
@Command(
    name = "features",
    description = {
      "Store the features of every ingested clip that runs read from the table: openSMILE's sets.",
      "Plateau's own sets are computed while a run trains; --store writes them too."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh features --warehouse /data/plateau",
      "  ./submit.sh features --sets IS09-s,eGeMAPS-d --warehouse /data/plateau",
      "  ./submit.sh features --store --sets mel-s,logmel64 --warehouse /data/plateau",
      "  ./submit.sh features --import mine.parquet --sets mine --warehouse /data/plateau",
      "  ./submit.sh features --probe clip.wav --sets logmel64 --format csv > logmel.csv"
    })
public final class FeaturesJob extends Job {
  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "A,B",
      description = "Feature sets. Default: all that are stored.")
  private List<String> sets = List.of();

  @Option(
      names = "--store",
      description = "Store Plateau's own sets too: those of --sets, else all but raw.")
  private boolean store;

  @Option(names = "--retry-failed", description = "Try clips again that failed before.")
  private boolean retryFailed;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description =
          "Parquet: audio_id, or utterance (and corpus, release); a list column values, or one"
              + " column a feature.")
  private Path imported;

  @Option(names = "--probe", paramLabel = "FILE", description = "One recording to print.")
  private Path probe;

  @Option(
      names = "--format",
      defaultValue = "csv",
      paramLabel = "FORMAT",
      description = "csv. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Override
  protected boolean writesWarehouse() {
    return probe == null;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    if (probe != null) {
      print(loaded);
      return ExitCodes.SUCCESS;
    }
    if (imported != null) {
      importFile(loaded);
      return ExitCodes.SUCCESS;
    }
    List<String> wanted = wanted(Path.of(loaded.config().openSmile().home()));
    try (Workbench bench = Workbench.open("features", loaded, err())) {
      FeatureSteps features = bench.features();
      List<ExtractFeatures.Result> results =
          features.execute(wanted, new ExtractFeatures.Scope(Optional.empty(), retryFailed));
      FeatureSteps.print(results, out());
      features.list(results, err());
      return FeatureSteps.faults(results).isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED_RUNS;
    }
  }

  /** The sets to store, checked before Spark starts. */
  private List<String> wanted(Path nativeHome) {
    if (!sets.isEmpty()) {
      for (String set : sets) {
        FeatureSets.provider(set);
        if (FeatureSets.nativeSet(set).isEmpty() && !store) {
          throw new UserException(
              "--sets %s: runs compute it from the samples, nothing needs to be stored; add --store to write it to the table"
                  .formatted(set));
        }
        FeatureSets.nativeSet(set).ifPresent(each -> each.extractor(nativeHome));
      }
      return sets;
    }
    List<String> all = new ArrayList<>();
    for (FeatureExtractorProvider provider : FeatureSets.all().values()) {
      boolean isNative = provider instanceof NativeFeatureSet;
      if (isNative && ((NativeFeatureSet) provider).problem(nativeHome).isPresent()) {
        err()
            .println(
                "%s: not stored: %s"
                    .formatted(
                        provider.featureSet(),
                        ((NativeFeatureSet) provider).problem(nativeHome).get()));
      } else if (isNative || (store && !provider.featureSet().equals(RawSamples.FEATURE_SET))) {
        all.add(provider.featureSet());
      }
    }
    return all;
  }

  private void importFile(LoadedConfig loaded) {
    if (sets.size() != 1) {
      throw new UserException(
          "--sets %s: --import takes one name for the set".formatted(String.join(",", sets)));
    }
    try (Workbench bench = Workbench.open("features", loaded, err())) {
      ImportFeatures.Result result =
          new ImportFeatures(bench.warehouse()).execute(imported, sets.get(0));
      err()
          .println(
              "features: %s: %d clips with %d columns in %s, %d of them new, extractor %s"
                  .formatted(
                      result.featureSet(),
                      result.clips(),
                      result.dims(),
                      imported,
                      result.added(),
                      result.extractor()));
    }
  }

  private void print(LoadedConfig loaded) throws IOException {
    if (sets.size() != 1) {
      throw new UserException("--sets %s: --probe takes one set".formatted(String.join(",", sets)));
    }
    if (!format.equals("csv")) {
      throw new UserException("--format %s: must be csv".formatted(format));
    }
    byte[] samples = Pcm.toBytes(samples(loaded));
    try (ClipExtractor extractor = extractor(loaded, sets.get(0))) {
      print(extractor.names(), extractor.extract(samples));
    } catch (ExtractionFault e) {
      throw new UserException(
          "--probe %s: %s: %s".formatted(probe, e.reason().code(), e.getMessage()), e);
    }
  }

  private ClipExtractor extractor(LoadedConfig loaded, String set) {
    Path home = Path.of(loaded.config().openSmile().home());
    if (FeatureSets.nativeSet(set).isEmpty()) {
      return new InProcessExtractor(FeatureSets.create(set));
    }
    FeatureSets.nativeSet(set).get().extractor(home);
    ExtractorSettings limits = FeatureSteps.limits(loaded.config());
    return new ExtractorWorker(limits.withoutLog(), set, home, () -> false);
  }

  private void print(List<String> names, FeatureMatrix matrix) {
    StringBuilder line = new StringBuilder("frame");
    names.forEach(name -> line.append(',').append(name));
    out().print(line.append("\r\n"));
    for (int frame = 0; frame < matrix.frames(); frame++) {
      line.setLength(0);
      line.append(frame);
      for (int dim = 0; dim < matrix.dims(); dim++) {
        line.append(',').append(matrix.values()[frame * matrix.dims() + dim]);
      }
      out().print(line.append("\r\n"));
    }
    out().flush();
  }

  private short[] samples(LoadedConfig loaded) throws IOException {
    AudioLimits limits =
        new AudioLimits(
            loaded.config().ingest().maxFileBytes(), loaded.config().ingest().maxDurationSeconds());
    if (!Files.isRegularFile(probe)) {
      throw new UserException("--probe %s: no such file".formatted(probe));
    }
    if (Files.size(probe) > limits.maxBytes()) {
      throw new UserException(
          "--probe %s: %d bytes; ingest.max-file-bytes is %d"
              .formatted(probe, Files.size(probe), limits.maxBytes()));
    }
    try {
      String name = probe.getFileName().toString();
      return new Canonicaliser(limits).read(Files.readAllBytes(probe), name).samples();
    } catch (AudioException e) {
      throw new UserException(
          "--probe %s: %s (%s)".formatted(probe, e.reason().code(), e.detail()), e);
    }
  }
}
