package org.plateau.nn.training;

import java.util.List;

/**
 * How a training step is computed.
 *
 * @param precision {@code fp32}, or {@code bf16}: convolutions and linear layers multiply in
 *     bfloat16
 * @param microBatch clips of one forward pass, gradients add up; 0: the whole batch, and half as
 *     many each time that memory does not suffice
 * @param frozen parameters that get no gradient and no update, by name; {@code *} stands for any
 *     text
 */
public record StepSettings(String precision, int microBatch, List<String> frozen) {
  /** Float32, whole batches while memory suffices. */
  public static final StepSettings STANDARD = new StepSettings("fp32", 0);

  private static final String BF16 = "bf16";

  public StepSettings {
    frozen = frozen == null ? List.of() : List.copyOf(frozen);
    if (!precision.equals("fp32") && !precision.equals(BF16)) {
      throw new IllegalArgumentException("precision must be fp32 or bf16, found " + precision);
    }
    if (microBatch < 0) {
      throw new IllegalArgumentException("micro-batch must be >= 0, found " + microBatch);
    }
  }

  /** Settings that train everything. */
  public StepSettings(String precision, int microBatch) {
    this(precision, microBatch, List.of());
  }

  /** The same with these parameters frozen. */
  public StepSettings withFrozen(List<String> names) {
    return new StepSettings(precision, microBatch, names);
  }

  boolean bfloat16() {
    return precision.equals(BF16);
  }
}
