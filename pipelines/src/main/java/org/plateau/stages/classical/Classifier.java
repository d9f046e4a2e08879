package org.plateau.stages.classical;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One classifier with fixed settings: nothing is tuned on the data.
 *
 * @param name last part of the model's name
 * @param settings what goes into a run's identity
 * @param output column of MLlib that becomes the logits
 * @param probabilities whether that column holds probabilities, whose logarithm is taken
 */
record Classifier(String name, Map<String, Object> settings, String output, boolean probabilities) {
  static final String FEATURES = "standardised";
  static final String LABEL = "label_index";
  static final String WEIGHT = "weight";

  private static final String SVM = "svm";
  private static final String LOGISTIC = "logreg";
  private static final int ITERATIONS = 100;
  // Of the objective, relative: the hinge loss has corners, where a tighter bound costs line
  // searches.
  private static final double TOLERANCE = 1e-4;
  private static final double SVM_REGULARISATION = 0.1;
  private static final double LOGISTIC_REGULARISATION = 0.01;
  private static final int TREES = 200;
  private static final int DEPTH = 10;
  private static final long SEED = 1;

  /** The three of them. */
  static List<Classifier> all() {
    return List.of(
        new Classifier(
            SVM,
            settings("iterations", ITERATIONS, "l2", SVM_REGULARISATION, "tolerance", TOLERANCE),
            "rawPrediction",
            false),
        new Classifier(
            LOGISTIC,
            settings(
                "iterations", ITERATIONS, "l2", LOGISTIC_REGULARISATION, "tolerance", TOLERANCE),
            "rawPrediction",
            false),
        new Classifier("forest", settings("trees", TREES, "depth", DEPTH), "probability", true));
  }

  private static Map<String, Object> settings(Object... pairs) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put((String) pairs[i], pairs[i + 1]);
    }
    return settings;
  }

  /** Margins of a support vector machine are no log-probabilities: no loss is computed of them. */
  boolean hasLoss() {
    return !name.equals(SVM);
  }

  /** Fits on standardised rows with class weights. */
  Model<?> fit(Dataset<Row> rows) {
    return switch (name) {
      case SVM ->
          new OneVsRest()
              .setClassifier(
                  new LinearSVC()
                      .setMaxIter(ITERATIONS)
                      .setTol(TOLERANCE)
                      .setRegParam(SVM_REGULARISATION))
              .setFeaturesCol(FEATURES)
              .setLabelCol(LABEL)
              .setWeightCol(WEIGHT)
              .fit(rows);
      case LOGISTIC ->
          new LogisticRegression()
              .setFamily("multinomial")
              .setMaxIter(ITERATIONS)
              .setTol(TOLERANCE)
              .setRegParam(LOGISTIC_REGULARISATION)
              .setFeaturesCol(FEATURES)
              .setLabelCol(LABEL)
              .setWeightCol(WEIGHT)
              .fit(rows);
      default ->
          new RandomForestClassifier()
              .setNumTrees(TREES)
              .setMaxDepth(DEPTH)
              .setSeed(SEED)
              .setFeaturesCol(FEATURES)
              .setLabelCol(LABEL)
              .setWeightCol(WEIGHT)
              .fit(rows);
    };
  }
}
