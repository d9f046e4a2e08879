/**
 * Reads the files of PyTorch's {@code torch.save}, zip and legacy form, with a pickle reader of its
 * own: it builds plain values and tensors and runs nothing.
 */
package org.plateau.nn.checkpoint.torch;
