package org.plateau.nn.checkpoint.torch;

import org.plateau.nn.checkpoint.TensorType;

/**
 * A run of numbers that tensors look into.
 *
 * @param type element type
 * @param key name within the file
 * @param elements number of elements that the file says, >= 0
 * @param base elements to skip in the file's storage: of use for old views only
 */
record Storage(TensorType type, String key, long elements, long base) {}
