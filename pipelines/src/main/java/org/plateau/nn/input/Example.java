package org.plateau.nn.input;

/**
 * The network input of one clip.
 *
 * @param values row-major
 * @param shape without the batch axis: (1, samples), (channels, frames, dims) or (dims)
 */
public record Example(float[] values, long[] shape) {}
