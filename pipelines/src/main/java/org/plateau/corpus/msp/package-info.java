/**
 * MSP-Podcast, release 1.6 and later, and other corpora that the MSP lab publishes in the same form.
 */
package org.plateau.corpus.msp;
