package org.plateau.stages;

/**
 * How far an attempt has come; rewritten every few seconds in the attempt's folder.
 *
 * @param epoch the epoch under way, from 1
 * @param epochs epochs in all
 * @param step steps done in all
 * @param totalSteps steps in all
 * @param devUar dev UAR of the last finished epoch, null before
 */
public record RunProgress(int epoch, int epochs, long step, long totalSteps, Double devUar) {
  /** Name of the file. */
  public static final String FILE_NAME = "progress.json";
}
