/**
 * Audio as arrays: decoding, down-mix, resampling, cropping, padding. Pure Java (FFmpeg's libraries
 * decode compressed formats); no Spark, no Delta, no DJL.
 */
package org.plateau.audio;
