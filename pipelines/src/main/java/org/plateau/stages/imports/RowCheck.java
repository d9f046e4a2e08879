package org.plateau.stages.imports;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.plateau.models.ImportedRun;

/**
 * Checks rows of one file and fills in what they may leave out. One object a reader; it remembers
 * the runs it has met.
 */
@SuppressWarnings({"EnumOrdinal", "ReferenceEquality"}) // Once a row of millions.
public final class RowCheck {
  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_SEED = 18;
  private static final Pattern TEST_SET = Pattern.compile("[^/\\p{Cntrl}]+(/[^/\\p{Cntrl}]+){0,2}");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1," + LONGEST_SEED + "}(\\.0+)?");
  private static final List<String> MODALITIES = List.of("audio", "text");

  private final ImportRules rules;
  private final String defaultSource;
  private final Map<List<String>, Slot> slots = new HashMap<>();
  private final String[] latest = new String[Field.values().length];
  private Slot latestSlot;

  /**
   * @param rules what is known and what holds where a file is silent
   * @param defaultSource source of rows that name none
   */
  public RowCheck(ImportRules rules, String defaultSource) {
    this.rules = rules;
    this.defaultSource = defaultSource;
  }

  /**
   * Checks a row.
   *
   * @throws BadRow if it cannot be taken
   */
  public CheckedRow check(RawRow row) {
    Slot slot = slot(row);
    String utterance = name(row, Field.UTTERANCE);
    String speaker = row.get(Field.SPEAKER);
    if (speaker != null && speaker.length() > LONGEST_NAME) {
      throw new BadRow(row.number(), Field.SPEAKER.column(), speaker, longest());
    }
    int label = classIndex(row, Field.LABEL, slot);
    int prediction = classIndex(row, Field.PREDICTION, slot);
    double[] logits = row.logits();
    Double loss = null;
    boolean probabilities = false;
    if (logits != null) {
      checkLogits(row, slot, prediction);
      probabilities = CrossEntropy.areProbabilities(logits);
      loss =
          probabilities
              ? CrossEntropy.ofProbabilities(logits, label)
              : CrossEntropy.ofLogits(logits, label);
    }
    return new CheckedRow(
        slot,
        row.number(),
        utterance,
        speaker == null || speaker.isBlank() ? null : speaker,
        slot.classes().get(label),
        slot.classes().get(prediction),
        floats(logits),
        loss,
        probabilities);
  }

  private static float[] floats(double[] values) {
    if (values == null) {
      return null;
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static void checkLogits(RawRow row, Slot slot, int prediction) {
    double[] logits = row.logits();
    String column = Field.LOGITS.column();
    if (logits.length != slot.classes().size()) {
      throw new BadRow(
          row.number(),
          column,
          Arrays.toString(logits),
          "has %d values; must have %d, one for each of %s"
              .formatted(logits.length, slot.classes().size(), slot.classes()));
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      if (!Float.isFinite((float) logit)) {
        throw new BadRow(
            row.number(), column, Arrays.toString(logits), "must be finite numbers; mend or drop");
      }
      largest = Math.max(largest, logit);
    }
    if (logits[prediction] < largest) {
      throw new BadRow(
          row.number(),
          column,
          Arrays.toString(logits),
          "the largest must be that of the prediction %s; the order of the values must be %s"
              .formatted(slot.classes().get(prediction), slot.classes()));
    }
  }

  private static int classIndex(RawRow row, Field field, Slot slot) {
    String name = row.get(field);
    int index = name == null ? -1 : slot.classes().indexOf(name);
    if (index < 0) {
      throw new BadRow(
          row.number(),
          field.column(),
          name,
          "must be one of %s, the classes of %s".formatted(slot.classes(), slot.run().task()));
    }
    return index;
  }

  /** The shared part, made anew only when one of its fields changes. */
  private Slot slot(RawRow row) {
    boolean same = latestSlot != null;
    for (Field field : ImportRules.SHARED) {
      String value = row.get(field);
      int i = field.ordinal();
      if (same && value != latest[i] && (value == null || !value.equals(latest[i]))) {
        same = false;
      }
      latest[i] = value;
    }
    if (!same) {
      latestSlot = null;
      List<String> key = Arrays.asList(latest.clone());
      Slot known = slots.get(key);
      if (known == null) {
        known = newSlot(row);
        slots.put(key, known);
      }
      latestSlot = known;
    }
    return latestSlot;
  }

  private Slot newSlot(RawRow row) {
    String task = name(row, Field.TASK);
    List<String> classes = rules.classesByTask().get(task);
    if (classes == null) {
      throw new BadRow(
          row.number(),
          Field.TASK.column(),
          task,
          "no such task; known are %s".formatted(rules.tasks()));
    }
    String testSet = name(row, Field.TEST_SET);
    String[] parts = testSet.split("/", -1);
    if (!TEST_SET.matcher(testSet).matches() || parts.length == 2) {
      throw new BadRow(
          row.number(),
          Field.TEST_SET.column(),
          testSet,
          "must be CORPUS/RELEASE/SPLIT or, for a whole corpus, CORPUS");
    }
    String condition = name(row, Field.CONDITION);
    String release = given(row, Field.RELEASE, parts.length == 3 ? parts[1] : "1");
    ImportedRun run =
        new ImportedRun(
            source(row),
            given(row, Field.EXPERIMENT, "exploration"),
            task,
            release,
            rules.aliases().resolve(name(row, Field.MODEL)),
            seed(row));
    return new Slot(run, run.runId(), testSet, condition, modality(row), classes);
  }

  private String source(RawRow row) {
    String source = given(row, Field.SOURCE, defaultSource);
    if (source.equals(rules.ownSource())) {
      throw new BadRow(
          row.number(),
          Field.SOURCE.column(),
          source,
          "is the name of this warehouse's own runs; give another by --source");
    }
    return source;
  }

  private long seed(RawRow row) {
    String text = given(row, Field.SEED, "1");
    if (!INTEGER.matcher(text).matches()) {
      throw new BadRow(row.number(), Field.SEED.column(), text, "must be a whole number");
    }
    return Long.parseLong(text.replaceFirst("\\..*", ""));
  }

  private String modality(RawRow row) {
    String text = given(row, Field.MODALITY, null);
    if (text != null && !MODALITIES.contains(text)) {
      throw new BadRow(row.number(), Field.MODALITY.column(), text, "must be one of " + MODALITIES);
    }
    return text;
  }

  /** What the row says, else what an option says, else the default. */
  private String given(RawRow row, Field field, String otherwise) {
    String text = row.get(field);
    if (text == null || text.isBlank()) {
      return rules.options().getOrDefault(field, otherwise);
    }
    return checked(row, field, text);
  }

  private String name(RawRow row, Field field) {
    String text = given(row, field, null);
    if (text == null) {
      throw new BadRow(row.number(), field.column(), row.get(field), "must not be empty");
    }
    return text;
  }

  private static String checked(RawRow row, Field field, String text) {
    if (text.length() > LONGEST_NAME) {
      throw new BadRow(row.number(), field.column(), text, longest());
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new BadRow(
            row.number(),
            field.column(),
            text.replaceAll("\\p{Cntrl}", "?"),
            "must not hold control characters");
      }
    }
    return text;
  }

  private static String longest() {
    return "must have at most " + LONGEST_NAME + " characters";
  }
}
