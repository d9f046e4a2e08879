package org.plateau.corpus.standins;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Predictions of made-up models with known UARs: of every class a model gets exactly as many clips
 * right as its recall says. Some speakers are served better than others. Equal settings give equal
 * rows, and a model's rows do not depend on which other models there are.
 */
public final class PredictionStandIn {
  private static final double WORST_ABOVE_CHANCE = 0.02;
  private static final double BEST = 0.78;
  private static final double LOSS_IN_NOISE = 0.12;
  private static final double SPEAKER_BIAS = 0.4;
  private static final int SPEAKER_KINDS = 7;
  private static final int CLIPS_A_SPEAKER = 88;
  private static final double MARGIN = 0.25;

  private final Settings settings;
  private final int[] labels;
  private final int[] speakers;
  private final int[] perClass;

  /**
   * What to make.
   *
   * @param task task name
   * @param classes its classes, in the order of the logits
   * @param testSet name of the test set
   * @param conditions {@code clean} first; others are harder
   * @param models names, from the worst to the best
   * @param clips number of clips, at least two a class
   * @param seed another seed, other rows with the same UARs
   */
  public record Settings(
      String task,
      List<String> classes,
      String testSet,
      List<String> conditions,
      List<String> models,
      int clips,
      long seed) {
    public Settings {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(testSet, "testSet");
      classes = List.copyOf(classes);
      conditions = List.copyOf(conditions);
      models = List.copyOf(models);
      if (clips < 2 * classes.size()) {
        throw new IllegalArgumentException(
            "clips must be >= 2 for each of %d classes, found %d".formatted(classes.size(), clips));
      }
    }
  }

  /** Takes rows one by one. */
  public interface Sink {
    /**
     * Takes a row.
     *
     * @param logits one a class; the prediction's is the largest
     */
    void row(
        Settings settings,
        String condition,
        String model,
        String utterance,
        String speaker,
        String label,
        String prediction,
        float[] logits)
        throws IOException;
  }

  public PredictionStandIn(Settings settings) {
    this.settings = settings;
    int classes = settings.classes().size();
    RandomStream random = new RandomStream(settings.seed(), settings.task() + "/clips");
    labels = new int[settings.clips()];
    speakers = new int[settings.clips()];
    perClass = new int[classes];
    int speakerCount = Math.max(2, settings.clips() / CLIPS_A_SPEAKER);
    for (int i = 0; i < labels.length; i++) {
      // Every class has clips; the later ones more.
      int drawn = (int) (classes * Math.sqrt(random.uniform()));
      labels[i] = i < 2 * classes ? i % classes : drawn;
      double skewed = random.uniform();
      speakers[i] = (int) (speakerCount * skewed * skewed);
      perClass[labels[i]]++;
    }
  }

  /** The UAR of each model under a condition, exactly. */
  public Map<String, Double> uars(String condition) {
    Map<String, Double> uars = new LinkedHashMap<>();
    for (int m = 0; m < settings.models().size(); m++) {
      double sum = 0;
      for (int c = 0; c < perClass.length; c++) {
        sum += (double) right(m, c, condition) / perClass[c];
      }
      uars.put(settings.models().get(m), sum / perClass.length);
    }
    return uars;
  }

  /** How many clips of a class a model gets right. */
  private int right(int model, int classIndex, String condition) {
    int models = settings.models().size();
    double chance = 1.0 / perClass.length + WORST_ABOVE_CHANCE;
    double place = models == 1 ? 1 : (double) model / (models - 1);
    double harder = settings.conditions().indexOf(condition) * LOSS_IN_NOISE;
    double recall = Math.max(chance, chance + (BEST - chance) * place - harder);
    return (int) Math.round(recall * perClass[classIndex]);
  }

  /** Hands out all rows, model by model. */
  public void write(Sink sink) throws IOException {
    for (String condition : settings.conditions()) {
      for (int m = 0; m < settings.models().size(); m++) {
        write(m, condition, sink);
      }
    }
  }

  private void write(int model, String condition, Sink sink) throws IOException {
    String name = settings.models().get(model);
    RandomStream random =
        new RandomStream(settings.seed(), settings.task() + "/" + condition + "/" + name);
    boolean[] right = right(model, condition, random);
    for (int i = 0; i < labels.length; i++) {
      int prediction = right[i] ? labels[i] : other(labels[i], random);
      float[] logits = new float[perClass.length];
      double largest = 0;
      for (int c = 0; c < logits.length; c++) {
        logits[c] = (float) (2 * random.normal());
        largest = Math.max(largest, logits[c]);
      }
      logits[prediction] = (float) (largest + MARGIN + random.uniform());
      sink.row(
          settings,
          condition,
          name,
          "clip-%06d".formatted(i),
          "speaker-%03d".formatted(speakers[i]),
          settings.classes().get(labels[i]),
          settings.classes().get(prediction),
          logits);
    }
  }

  private int other(int label, RandomStream random) {
    return (label + 1 + random.index(perClass.length - 1)) % perClass.length;
  }

  /** The clips with the least effort, as many of each class as the recall asks for. */
  private boolean[] right(int model, String condition, RandomStream random) {
    double[] effort = new double[labels.length];
    for (int i = 0; i < effort.length; i++) {
      effort[i] =
          random.uniform() + SPEAKER_BIAS * (speakers[i] % SPEAKER_KINDS) / (SPEAKER_KINDS - 1);
    }
    boolean[] right = new boolean[labels.length];
    for (int c = 0; c < perClass.length; c++) {
      int wanted = c;
      IntStream.range(0, labels.length)
          .filter(i -> labels[i] == wanted)
          .boxed()
          .sorted((a, b) -> Double.compare(effort[a], effort[b]))
          .limit(right(model, c, condition))
          .forEach(i -> right[i] = true);
    }
    return right;
  }
}
