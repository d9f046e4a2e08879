package org.plateau.models;

/**
 * Sizes of a model with four classes, as published; what a built network counts goes before them.
 *
 * @param parameters values in all parameters, >= 1
 * @param trainableParameters those that training changes, 0 .. parameters
 * @param macs multiply-adds of one 3 s clip, or null where a clip is no measure (text)
 * @param macsTorchinfo the same as the tool torchinfo counts, or null
 */
public record ModelSizes(long parameters, long trainableParameters, Long macs, Long macsTorchinfo) {
  public ModelSizes {
    if (parameters < 1 || trainableParameters < 0 || trainableParameters > parameters) {
      throw new IllegalArgumentException(
          "parameters %d and trainable parameters %d: must be at least 1 and 0 .. parameters"
              .formatted(parameters, trainableParameters));
    }
  }
}
