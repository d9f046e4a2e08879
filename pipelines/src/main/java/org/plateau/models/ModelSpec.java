package org.plateau.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One entry of the catalogue.
 *
 * @param name the name runs and predictions carry
 * @param group family as the field groups them, for example {@code '12 ImageNet}
 * @param year year of publication
 * @param modality {@code audio} or {@code text}
 * @param featureSet what enters the network
 * @param architecture name of the network's factory in {@code nn}
 * @param options further settings of the architecture
 * @param frozen parameters that training leaves as they are, by name; {@code *} stands for any text
 * @param definitionVersion raised by hand when the definition changes; part of a run's identity
 * @param checkpoint origin of pretrained weights, or null for training from scratch
 * @param licence licence of the weights or architecture
 * @param pretrainedOn what the weights have seen, or null
 * @param facts what else is known of it
 */
public record ModelSpec(
    String name,
    String group,
    int year,
    String modality,
    String featureSet,
    String architecture,
    Map<String, String> options,
    List<String> frozen,
    int definitionVersion,
    String checkpoint,
    String licence,
    String pretrainedOn,
    ModelFacts facts) {
  public ModelSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(featureSet, "featureSet");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(facts, "facts");
    options = Map.copyOf(options);
    frozen = List.copyOf(frozen);
  }

  /** A model of which nothing is known beyond its definition; all of it is trained. */
  public ModelSpec(
      String name,
      String group,
      int year,
      String modality,
      String featureSet,
      String architecture,
      Map<String, String> options,
      int definitionVersion,
      String checkpoint,
      String licence,
      String pretrainedOn) {
    this(
        name,
        group,
        year,
        modality,
        featureSet,
        architecture,
        options,
        List.of(),
        definitionVersion,
        checkpoint,
        licence,
        pretrainedOn,
        ModelFacts.NONE);
  }
}
