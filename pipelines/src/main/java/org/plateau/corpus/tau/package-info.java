/** TAU Urban Audio-Visual Scenes 2021: ambient recordings, the pool of noise. */
package org.plateau.corpus.tau;
