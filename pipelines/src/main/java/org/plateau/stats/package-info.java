/**
 * Metrics as mergeable states, resampling intervals, correlations, Gini. Pure Java, full precision;
 * rounding happens in the report alone.
 */
package org.plateau.stats;
