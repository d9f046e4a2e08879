package org.plateau.nn.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.plateau.config.UserException;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.external.CommandScorer;
import org.plateau.nn.external.External;
import org.plateau.nn.external.TorchScriptNetwork;
import org.plateau.nn.input.Clips;
import org.plateau.nn.input.ExampleSource;
import org.plateau.nn.input.FeatureInput;
import org.plateau.nn.input.Standardiser;
import org.plateau.nn.input.StoredInputs;
import org.plateau.nn.input.StoredSource;
import org.plateau.nn.weights.WeightFiles;
import org.plateau.nn.weights.WeightLoader;
import org.plateau.packs.PackContent;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackReader;

/**
 * Predicts whole utterances with trained weights, on the calling thread. A clip's logits do not
 * depend on its neighbours: each clip is a forward pass of its own.
 */
public final class Predictor {
  private final int prefetchThreads;

  /** A predictor with one prefetch thread. */
  public Predictor() {
    this(1);
  }

  /**
   * A predictor.
   *
   * @param prefetchThreads threads that prepare inputs, >= 1; changes nothing but the time
   */
  public Predictor(int prefetchThreads) {
    if (prefetchThreads < 1) {
      throw new IllegalArgumentException("prefetchThreads must be >= 1, found " + prefetchThreads);
    }
    this.prefetchThreads = prefetchThreads;
  }

  /**
   * Loads the network once and predicts all slices, in their order, each clip in the order of its
   * pack. Memory is that of the network and a few clips.
   *
   * @throws UserException if a pack lacks an utterance that is asked for
   * @throws IOException if the weights or a pack cannot be read
   */
  public void predict(PredictRequest request, Consumer<PredictionRecord> consumer)
      throws IOException {
    if (External.isCommand(request.architecture())) {
      predictByCommand(request, consumer);
      return;
    }
    if (External.isTorchScript(request.architecture())) {
      predictByProgram(request, consumer);
      return;
    }
    NetworkFactory factory = Networks.factory(request.architecture());
    int classes = request.classes().size();
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, classes, request.options(), 0)) {
      Standardiser standardiser = null;
      try (WeightFile file = WeightFiles.open(Path.of(request.weights()))) {
        new WeightLoader(factory, network, classes).loadAll(file);
        if (Standardiser.standsIn(file)) {
          standardiser = Standardiser.read(file);
        }
      }
      Evaluator evaluator = new Evaluator(manager, network, prefetchThreads);
      for (PredictRequest.Slice slice : request.slices()) {
        predict(request, slice, standardiser, evaluator, consumer);
      }
    }
  }

  /** A program gets every clip as it is, unpadded. */
  private static void predictByCommand(PredictRequest request, Consumer<PredictionRecord> consumer)
      throws IOException {
    try (CommandScorer scorer = new CommandScorer(request.architecture(), request.classes())) {
      for (PredictRequest.Slice slice : request.slices()) {
        try (PackReader pack = PackReader.open(Path.of(slice.pack()))) {
          for (PackEntry entry : wanted(pack, slice)) {
            float[] logits = scorer.logits(entry.utterance(), pack.pcm16(entry));
            consumer.accept(record(request, slice, entry, logits));
          }
        }
      }
    }
  }

  private void predictByProgram(PredictRequest request, Consumer<PredictionRecord> consumer)
      throws IOException {
    try (NDManager manager = NDManager.newBaseManager();
        Network network = new TorchScriptNetwork(Path.of(request.weights()))) {
      Evaluator evaluator = new Evaluator(manager, network, prefetchThreads);
      for (PredictRequest.Slice slice : request.slices()) {
        predict(request, slice, Standardiser.NONE, evaluator, consumer);
      }
    }
  }

  private static void predict(
      PredictRequest request,
      PredictRequest.Slice slice,
      Standardiser standardiser,
      Evaluator evaluator,
      Consumer<PredictionRecord> consumer)
      throws IOException {
    try (PackReader pack = PackReader.open(Path.of(slice.pack()))) {
      evaluator.run(
          wanted(pack, slice),
          sources(request, pack, standardiser),
          (entry, logits) -> consumer.accept(record(request, slice, entry, logits)));
    }
  }

  private static Supplier<ExampleSource> sources(
      PredictRequest request, PackReader pack, Standardiser standardiser) {
    if (pack.manifest().content() == PackContent.FLOAT32) {
      StoredSource.Window window =
          StoredInputs.isStatic(request.architecture(), request.options())
              ? null
              : StoredSource.Window.ofSamples(null, 0, 0, request.minSamples());
      return () -> new StoredSource(pack, standardiser, window);
    }
    FeatureInput input =
        FeatureInput.of(request.featureSet(), request.architecture(), request.options());
    Clips clips = new Clips(pack, null, 0, 0, request.minSamples());
    return input.isStatic() ? input.sources(clips, standardiser, Map.of()) : input.sources(clips);
  }

  private static List<PackEntry> wanted(PackReader pack, PredictRequest.Slice slice) {
    if (slice.utterances().isEmpty()) {
      return pack.entries();
    }
    Set<String> names = new HashSet<>(slice.utterances());
    List<PackEntry> found =
        pack.entries().stream().filter(entry -> names.remove(entry.utterance())).toList();
    if (!names.isEmpty()) {
      throw new UserException(
          "pack %s lacks %d of the utterances to predict, for example %s; make the pack anew"
              .formatted(slice.pack(), names.size(), names.iterator().next()));
    }
    return found;
  }

  private static PredictionRecord record(
      PredictRequest request, PredictRequest.Slice slice, PackEntry entry, float[] logits) {
    if (logits.length != request.classes().size()) {
      throw new UserException(
          "model %s: gives %d logits, task classes are %s; they must be equally many"
              .formatted(request.model(), logits.length, request.classes()));
    }
    double loss =
        entry.label() == null
            ? Double.NaN
            : WeightedCrossEntropy.nats(logits, Splits.label(request.classes(), entry));
    return new PredictionRecord(
        slice.testSet(),
        slice.condition(),
        entry.utterance(),
        entry.audioId(),
        entry.speaker(),
        entry.label(),
        request.classes().get(Evaluator.argmax(logits)),
        logits,
        loss);
  }
}
