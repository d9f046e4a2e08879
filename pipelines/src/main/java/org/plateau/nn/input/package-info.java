/**
 * What networks are fed: clips or stored features as batches, read ahead of the training thread.
 */
package org.plateau.nn.input;
