/** FAU-AIBO in the distribution of the INTERSPEECH 2009 Emotion Challenge. */
package org.plateau.corpus.aibo;
