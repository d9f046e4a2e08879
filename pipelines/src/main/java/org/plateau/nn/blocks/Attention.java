package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/**
 * Scaled dot-product attention (Vaswani et al. 2017): softmax(q k' / sqrt(width)) v, one fused
 * kernel.
 */
public final class Attention {
  private static final String EXPRESSION =
      "torch.scaled_dot_product_attention(q, k, v, None, 0., False)";

  private Attention() {}

  /**
   * Every query looks at every key.
   *
   * @param query (batch, heads, queries, width)
   * @param key (batch, heads, keys, width)
   * @param value (batch, heads, keys, width)
   * @return (batch, heads, queries, width)
   */
  public static NDArray of(NDArray query, NDArray key, NDArray value) {
    return ScriptedFunction.of("q, k, v", EXPRESSION).apply(query, key, value);
  }

  /** Multiply-adds of both products for one query: keys times width, twice. */
  public static long multiplyAdds(long keys, long width) {
    return 2 * keys * width;
  }
}
