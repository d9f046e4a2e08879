/**
 * Models against their year and cost: fronts, tuning effort, sensitivity to the choice of models.
 */
package org.plateau.stats.progress;
