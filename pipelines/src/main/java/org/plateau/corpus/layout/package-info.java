/** What folders of corpora have in common: stray files, audio names, one recording an utterance. */
package org.plateau.corpus.layout;
