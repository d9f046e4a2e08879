/**
 * From samples to stored features: which extractor a set comes from, extraction of what is missing,
 * import of features that a user has computed.
 */
package org.plateau.stages.extract;
