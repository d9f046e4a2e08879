/**
 * The classifiers of the challenge years on functionals, by MLlib: linear support vector machine,
 * logistic regression, random forest. They stand beside the networks in the same tables.
 */
package org.plateau.stages.classical;
