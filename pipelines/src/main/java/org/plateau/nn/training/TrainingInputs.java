package org.plateau.nn.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.plateau.nn.checkpoint.Checkpoints;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.input.Batch;
import org.plateau.nn.input.Clips;
import org.plateau.nn.input.Example;
import org.plateau.nn.input.ExampleSource;
import org.plateau.nn.input.FeatureInput;
import org.plateau.nn.input.Prefetcher;
import org.plateau.nn.input.Standardiser;
import org.plateau.nn.input.StoredInputs;
import org.plateau.nn.input.StoredSource;
import org.plateau.packs.PackContent;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackReader;

/**
 * The clips of a run, ready to become batches.
 *
 * @param splits labelled clips
 * @param sources makes one source of inputs a thread
 * @param standardiser statistics of a static or stored set, else null
 * @param threads prefetch threads
 */
record TrainingInputs(
    Splits splits, Supplier<ExampleSource> sources, Standardiser standardiser, int threads) {

  /**
   * Extracts static sets once, takes stored ones from the pack; a resumed run takes the statistics
   * of its checkpoint.
   */
  static TrainingInputs prepare(TrainRequest request, PackReader pack, Splits splits, int threads)
      throws IOException {
    if (pack.manifest().content() == PackContent.FLOAT32) {
      return stored(request, pack, splits, threads);
    }
    FeatureInput input =
        FeatureInput.of(request.featureSet(), request.architecture(), request.options());
    Clips clips =
        new Clips(
            pack, request.runId(), request.seed(), request.cropSamples(), request.minSamples());
    if (!input.isStatic()) {
      return new TrainingInputs(splits, input.sources(clips), null, threads);
    }
    Map<String, float[]> features = input.extractAll(clips, splits.all(), threads);
    Standardiser standardiser =
        standardiser(
            request,
            () ->
                Standardiser.fit(
                    splits.train().stream()
                        .map(entry -> features.get(entry.utterance()))
                        .toList()));
    Map<String, float[]> known = new HashMap<>();
    features.forEach((utterance, row) -> known.put(utterance, standardiser.apply(row)));
    return new TrainingInputs(
        splits, input.sources(clips, standardiser, known), standardiser, threads);
  }

  private static TrainingInputs stored(
      TrainRequest request, PackReader pack, Splits splits, int threads) throws IOException {
    StoredSource.Window window =
        StoredInputs.isStatic(request.architecture(), request.options())
            ? null
            : StoredSource.Window.ofSamples(
                request.runId(), request.seed(), request.cropSamples(), request.minSamples());
    Standardiser standardiser =
        standardiser(request, () -> StoredInputs.statistics(pack, splits.train()));
    return new TrainingInputs(
        splits, () -> new StoredSource(pack, standardiser, window), standardiser, threads);
  }

  private static Standardiser standardiser(TrainRequest request, Supplier<Standardiser> fit)
      throws IOException {
    if (request.resumeFrom() == null) {
      return fit.get();
    }
    Path weights = Path.of(request.resumeFrom()).resolve(Checkpoints.WEIGHTS);
    try (SafetensorsFile file = SafetensorsFile.open(weights)) {
      return Standardiser.read(file);
    }
  }

  /** Batches of an epoch, prepared ahead on background threads, in order. */
  Prefetcher<List<PackEntry>, Batch> prefetch(Iterator<List<PackEntry>> batches, int epoch) {
    Supplier<Function<List<PackEntry>, Batch>> workers =
        () -> {
          ExampleSource source = sources.get();
          return entries -> batch(source, entries, epoch);
        };
    return new Prefetcher<>(threads, batches, workers);
  }

  private Batch batch(ExampleSource source, List<PackEntry> entries, int epoch) {
    List<Example> examples = new ArrayList<>();
    int[] labels = new int[entries.size()];
    for (int row = 0; row < labels.length; row++) {
      examples.add(source.training(entries.get(row), epoch));
      labels[row] = splits.label(entries.get(row));
    }
    return Batch.of(examples, labels);
  }
}
