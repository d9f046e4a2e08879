package org.plateau.nn.training;

/**
 * The network input of one clip.
 *
 * @param values row-major
 * @param shape without the batch axis: (1, samples), (channels, frames, dims) or (dims)
 */
record Example(float[] values, long[] shape) {}
