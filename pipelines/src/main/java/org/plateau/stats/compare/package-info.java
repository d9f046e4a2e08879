/** Two and more models on the same clips: agreement, difficulty, complementarity, raters. */
package org.plateau.stats.compare;
