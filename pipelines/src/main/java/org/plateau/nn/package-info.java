/**
 * Networks on DJL/PyTorch, the only package tree that imports DJL: {@code blocks} (bricks), {@code
 * audio} and {@code vision} (architectures), {@code checkpoint} (weight files), {@code training}.
 */
package org.plateau.nn;
