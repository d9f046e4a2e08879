/** Tests of differences between models, and corrections for many tests. */
package org.plateau.stats.tests;
