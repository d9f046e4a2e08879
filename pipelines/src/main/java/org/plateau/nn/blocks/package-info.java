/** Bricks of networks: named tensors, children, a forward pass; layouts and defaults of PyTorch. */
package org.plateau.nn.blocks;
