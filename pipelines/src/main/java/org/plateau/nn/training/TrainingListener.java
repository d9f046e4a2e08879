package org.plateau.nn.training;

/** Hears of progress; called on the training thread, must return quickly. */
public interface TrainingListener {
  /** Called after each step. */
  void onStep(int epoch, long step, long totalSteps);

  /** Called after each epoch, once its checkpoint is complete. */
  void onEpoch(EpochRecord epoch);
}
