package org.plateau.nn.training;

/**
 * One finished epoch.
 *
 * @param epoch from 1
 * @param trainLoss mean weighted cross-entropy over the epoch's steps
 * @param devLoss mean weighted cross-entropy over the dev split
 * @param devUar unweighted average recall on the dev split, NaN if it has no clip
 * @param seconds wall time of training and dev evaluation
 * @param attempt the attempt that finished it
 */
public record EpochRecord(
    int epoch, double trainLoss, double devLoss, double devUar, double seconds, int attempt) {}
