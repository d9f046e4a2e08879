/** The Audio Spectrogram Transformer (Gong et al. 2021) with autrainer's head. */
package org.plateau.nn.audio.ast;
