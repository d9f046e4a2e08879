/**
 * Stages: each joins tables with the pure code on Spark and returns a typed result. A stage reads
 * top to bottom: guard, validate, do, return.
 */
package org.plateau.stages;
