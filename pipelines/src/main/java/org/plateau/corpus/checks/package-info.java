/** What a release holds and what is odd about it: counts, shares, durations, leaks, silence. */
package org.plateau.corpus.checks;
