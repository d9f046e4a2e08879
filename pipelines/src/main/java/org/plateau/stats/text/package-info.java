/** Counts of words and pairs of words. */
package org.plateau.stats.text;
