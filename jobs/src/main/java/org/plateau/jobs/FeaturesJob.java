package org.plateau.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.Pcm;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;
import org.plateau.stages.ExtractFeatures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the features of one file, or stores those of all ingested clips. */
@Command(
    name = "features",
    description = "Print the features of one file, or store those of every ingested clip.",
    footer = {
      "",
      "Examples:",
      "  ./submit.sh features --probe clip.wav --sets logmel64 --format csv > logmel.csv",
      "  ./submit.sh features --sets mel-s,logmel64 --warehouse /data/plateau"
    })
final class FeaturesJob extends Job {
  @Option(
      names = "--sets",
      required = true,
      split = ",",
      paramLabel = "A,B",
      description = "Feature sets.")
  private List<String> sets;

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
    sets.forEach(FeatureSets::provider);
    if (probe == null) {
      store(loaded);
    } else {
      print(loaded);
    }
    return ExitCodes.SUCCESS;
  }

  private void store(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("features", loaded, err())) {
      for (String set : sets) {
        ExtractFeatures.Result result = new ExtractFeatures(bench.warehouse()).execute(set);
        err()
            .println(
                "features: %s: %d clips extracted now, %d too short"
                    .formatted(set, result.extracted(), result.tooShort()));
      }
    }
  }

  private void print(LoadedConfig loaded) throws IOException {
    if (sets.size() != 1) {
      throw new UserException("--sets %s: --probe takes one set".formatted(String.join(",", sets)));
    }
    if (!format.equals("csv")) {
      throw new UserException("--format %s: must be csv".formatted(format));
    }
    FeatureExtractor extractor = FeatureSets.create(sets.get(0));
    FeatureMatrix matrix;
    try {
      matrix = extractor.extract(Pcm.toFloat(samples(loaded)));
    } catch (IllegalArgumentException e) {
      throw new UserException("--probe %s: %s".formatted(probe, e.getMessage()), e);
    }
    StringBuilder line = new StringBuilder("frame");
    extractor.names().forEach(name -> line.append(',').append(name));
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
