package org.plateau.stages;

import java.util.List;
import java.util.Map;
import org.plateau.nn.training.HyperParameters;

/**
 * What a run is, in words; written into its folder before it starts, so that any later driver can
 * commit and predict it without the plan it came from.
 *
 * @param runId identity of the run
 * @param experiment experiment that asked for it first
 * @param corpus corpus it learns from
 * @param release release of that corpus
 * @param task task name
 * @param fold empty, or the speaker left out
 * @param classes class names in logit order
 * @param model catalogue name
 * @param architecture name of the network's factory
 * @param featureSet what enters the network
 * @param options settings of the architecture
 * @param frozen parameters that were left as they were, by name; {@code *} stands for any text
 * @param hyperParameters optimiser, learning rate, batch size, epochs
 * @param seed the experiment's seed
 * @param fingerprint hash of the learning rows
 * @param minSamples evaluation pads shorter clips to this length
 * @param provenanceId key into the table of origins: describes how it was started
 */
public record RunCard(
    String runId,
    String experiment,
    String corpus,
    String release,
    String task,
    String fold,
    List<String> classes,
    String model,
    String architecture,
    String featureSet,
    Map<String, String> options,
    List<String> frozen,
    HyperParameters hyperParameters,
    long seed,
    String fingerprint,
    int minSamples,
    String provenanceId) {
  public RunCard {
    frozen = frozen == null ? List.of() : List.copyOf(frozen);
  }

  /** Name of the file in {@code runs/<run_id>}. */
  public static final String FILE_NAME = "run.json";

  /** The value of column {@code source} for runs made here. */
  public static final String OWN_SOURCE = "plateau";
}
