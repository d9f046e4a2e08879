/** Networks on raw audio and on feature vectors. */
package org.plateau.nn.audio;
