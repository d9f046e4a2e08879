/**
 * What an experiment means, worked out on the driver before anything runs: folds, splits, permuted
 * labels, planned runs and their cost. Plain Java on small rows; no Spark.
 */
package org.plateau.stages.plan;
