package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/**
 * Products in bfloat16 between float32 arrays: input, weight and bias are rounded, the result is
 * widened, and so are the gradients on their way back. One call of the engine, whose Java interface
 * does not know the type.
 */
final class Bfloat16 {
  private static final int BFLOAT16 = 15;
  private static final int FLOAT32 = 6;

  private Bfloat16() {}

  /**
   * A product of {@code x}, {@code w} and {@code b}.
   *
   * @param function TorchScript with three places for them, for example {@code torch.linear(%s, %s,
   *     %s)}
   * @param bias may be null
   */
  static NDArray product(String function, NDArray input, NDArray weight, NDArray bias) {
    String rounded = function.formatted(round("x"), round("w"), bias == null ? "None" : round("b"));
    String expression = cast(rounded, FLOAT32);
    return bias == null
        ? ScriptedFunction.of("x, w", expression).apply(input, weight)
        : ScriptedFunction.of("x, w, b", expression).apply(input, weight, bias);
  }

  private static String round(String tensor) {
    return cast(tensor, BFLOAT16);
  }

  private static String cast(String expression, int type) {
    return "torch.to(" + expression + ", " + type + ", False, False)";
  }
}
