/**
 * Predictions and scores of others: files read row by row, every row checked before anything is
 * written.
 */
package org.plateau.stages.imports;
