package org.plateau.stats;

import com.fasterxml.jackson.databind.JsonNode;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/** Truth and prediction of one reference case, inline or by the recipe that the files state. */
record LabelRecipe(int[] truth, int[] prediction, int classes) {
  static final String SALT = "statistics-1";

  static LabelRecipe of(JsonNode node) {
    int classes = node.get("classes").asInt();
    if (!node.has("recipe")) {
      return new LabelRecipe(ints(node.get("truth")), ints(node.get("prediction")), classes);
    }
    String name = node.get("name").asText();
    int n = node.get("n").asInt();
    double[] weights = ReferenceFiles.numbers(node.get("weights"));
    double[] chosen = Golden.uniform(SALT, name + "/truth", n);
    double[] keep = Golden.uniform(SALT, name + "/keep", n);
    double[] other = Golden.uniform(SALT, name + "/other", n);
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] truth = new int[n];
    int[] prediction = new int[n];
    for (int i = 0; i < n; i++) {
      double cumulated = weights[0];
      while (cumulated / sum <= chosen[i]) {
        cumulated += weights[++truth[i]];
      }
      prediction[i] = keep[i] < node.get("hit").asDouble() ? truth[i] : (int) (classes * other[i]);
    }
    return new LabelRecipe(truth, prediction, classes);
  }

  ConfusionMatrix matrix() {
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    for (int i = 0; i < truth.length; i++) {
      matrix.add(truth[i], prediction[i]);
    }
    return matrix;
  }

  static int[] ints(JsonNode node) {
    int[] values = new int[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asInt();
    }
    return values;
  }
}
