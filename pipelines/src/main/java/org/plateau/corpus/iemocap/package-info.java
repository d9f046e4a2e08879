/** IEMOCAP, the Interactive Emotional Dyadic Motion Capture database. */
package org.plateau.corpus.iemocap;
