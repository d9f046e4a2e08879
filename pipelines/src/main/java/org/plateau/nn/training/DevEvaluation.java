package org.plateau.nn.training;

import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.ConfusionMatrix;

/** Loss and UAR on the whole clips of the dev split. */
final class DevEvaluation {
  private final Evaluator evaluator;
  private final WeightedCrossEntropy loss;
  private final TrainingInputs inputs;

  /**
   * One evaluation.
   *
   * @param clips number of dev clips
   * @param loss sum(w_y nll) / sum(w_y) over all clips, NaN without clips
   * @param uar unweighted average recall, NaN without clips
   */
  record Score(int clips, double loss, double uar) {}

  DevEvaluation(Evaluator evaluator, WeightedCrossEntropy loss, TrainingInputs inputs) {
    this.evaluator = evaluator;
    this.loss = loss;
    this.inputs = inputs;
  }

  Score run() {
    Splits splits = inputs.splits();
    ConfusionMatrix matrix = new ConfusionMatrix(splits.classes().size());
    double[] sums = new double[2];
    evaluator.run(
        splits.dev(),
        inputs.sources(),
        (entry, logits) -> {
          int label = splits.label(entry);
          double weight = loss.weight(label);
          sums[0] += weight * WeightedCrossEntropy.nats(logits, label);
          sums[1] += weight;
          matrix.add(label, Evaluator.argmax(logits));
        });
    return new Score(
        splits.dev().size(), sums[0] / sums[1], ClassificationMetrics.UAR.value(matrix));
  }
}
