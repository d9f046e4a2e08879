/** Transcripts that a user brings for a corpus, such as those of a recogniser. */
package org.plateau.corpus.transcripts;
