/**
 * Readers of the corpora as they lie on disk: files in, utterances, labels, ratings, transcripts
 * and quarantine entries out. Pure Java over a small file-tree interface.
 */
package org.plateau.corpus;
