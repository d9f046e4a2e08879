/**
 * From weight files to networks: finds and opens files of any format, brings their names to the
 * network's, tells what does not fit, and keeps the files that a user has added.
 */
package org.plateau.nn.weights;
