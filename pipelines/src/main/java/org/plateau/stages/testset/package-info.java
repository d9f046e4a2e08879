/** Predictions of a test set as arrays: one object for all runs that stand in one statistic. */
package org.plateau.stages.testset;
