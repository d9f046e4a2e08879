package org.plateau.nn.training;

import java.util.List;
import java.util.Map;

/**
 * Predictions of one finished run over any number of packs; the model is loaded once.
 *
 * @param runId identity of the run
 * @param model catalogue name
 * @param architecture name of the network's factory
 * @param featureSet what enters the network
 * @param options further settings of the architecture
 * @param classes class names in logit order
 * @param weights weight file (safetensors, with the standardisation of static sets)
 * @param minSamples shorter clips are padded to this length in samples
 * @param slices what to predict
 */
public record PredictRequest(
    String runId,
    String model,
    String architecture,
    String featureSet,
    Map<String, String> options,
    List<String> classes,
    String weights,
    int minSamples,
    List<Slice> slices) {
  public PredictRequest {
    options = Map.copyOf(options);
    classes = List.copyOf(classes);
    slices = List.copyOf(slices);
  }

  /** The same request for other slices. */
  public PredictRequest withSlices(List<Slice> others) {
    return new PredictRequest(
        runId, model, architecture, featureSet, options, classes, weights, minSamples, others);
  }

  /**
   * Some utterances of one pack.
   *
   * @param pack folder of the pack
   * @param testSet name of the test set
   * @param condition {@code clean}, {@code tau@0dB}, ...
   * @param utterances those to predict, or empty for all of the pack
   */
  public record Slice(String pack, String testSet, String condition, List<String> utterances) {
    public Slice {
      utterances = List.copyOf(utterances);
    }
  }
}
