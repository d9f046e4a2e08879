/**
 * Weight files and checkpoints: the safetensors format read and written by own code, and the folder
 * that a training run resumes from.
 */
package org.plateau.nn.checkpoint;
