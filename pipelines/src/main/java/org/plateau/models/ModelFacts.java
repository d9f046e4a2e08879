package org.plateau.models;

import java.util.List;

/**
 * What is known of a model beyond its definition; nothing here changes a run.
 *
 * @param inPaper true for the 50 models that "15 years of SER" compares
 * @param language language of the pretrained state of a text model, or null
 * @param stateOf name that runs and results carry, where this entry is only another state of that
 *     model (the German state of a text model); else null
 * @param aliases further spellings that imports accept
 * @param contamination what the weights may have seen of the corpora, or null where nothing is
 *     known
 * @param sizes published sizes, or null
 */
public record ModelFacts(
    boolean inPaper,
    String language,
    String stateOf,
    List<String> aliases,
    String contamination,
    ModelSizes sizes) {
  /** Of a model that is only defined. */
  public static final ModelFacts NONE = new ModelFacts(false, null, null, List.of(), null, null);

  public ModelFacts {
    aliases = List.copyOf(aliases);
  }
}
