/** Analyses of test sets and of scores: agreement, difficulty, progress, and what they need. */
package org.plateau.stages.analyse;
