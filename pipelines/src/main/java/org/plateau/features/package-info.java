/**
 * Feature sets as functions of 16 kHz mono samples: log-mel, filter banks, static statistics. Pure
 * Java, double precision inside, no allocation a frame. One extractor object a thread.
 */
package org.plateau.features;
