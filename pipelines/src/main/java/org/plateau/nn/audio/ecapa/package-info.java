/** ECAPA-TDNN (Desplanques et al. 2020) as SpeechBrain builds it, with autrainer's head. */
package org.plateau.nn.audio.ecapa;
