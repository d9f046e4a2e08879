package org.plateau.nn.blocks;

/**
 * Work of a forward pass, counted in two ways.
 *
 * @param multiplyAdds multiply-adds really done: convolutions, linear layers at every position,
 *     recurrences, and one an element for the scale and shift of a normalisation
 * @param torchinfo what the tool torchinfo prints: weights and biases of convolutions at every
 *     position, of recurrences at every step, of any other layer once a clip
 */
public record Macs(long multiplyAdds, long torchinfo) {
  public static final Macs NONE = new Macs(0, 0);

  /** The sum of both counts. */
  public Macs plus(Macs other) {
    return new Macs(
        Math.addExact(multiplyAdds, other.multiplyAdds), Math.addExact(torchinfo, other.torchinfo));
  }
}
