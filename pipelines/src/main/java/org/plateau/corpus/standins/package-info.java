/**
 * Synthetic corpora in the real layouts, so that the whole road can be rehearsed without a licensed
 * corpus. The voices are made by formulas and belong to nobody.
 */
package org.plateau.corpus.standins;
