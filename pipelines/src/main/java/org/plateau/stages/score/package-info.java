/** Parts of scoring: from counts of (speaker, label, prediction) to rows of the score tables. */
package org.plateau.stages.score;
