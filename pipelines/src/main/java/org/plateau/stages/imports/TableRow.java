package org.plateau.stages.imports;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.plateau.models.ImportedRun;
import org.plateau.tables.RunTables;

/** Checked rows as Spark's own rows, with the columns of {@code predictions} and two more. */
@SuppressWarnings("ReferenceEquality") // Rows of one slot share it.
final class TableRow implements Iterator<InternalRow> {
  /** Number of the file that the row comes from. */
  static final String FILE = "import_file";

  /** The row's number within its file. */
  static final String ROW = "import_row";

  static final StructType SCHEMA =
      RunTables.PREDICTIONS
          .schema()
          .add(FILE, DataTypes.IntegerType, false)
          .add(ROW, DataTypes.LongType, false);

  private static final int RUN_ID = index("run_id");
  private static final int TEST_SET = index("test_set");
  private static final int CONDITION = index("condition");
  private static final int UTTERANCE = index("utterance");
  private static final int SOURCE = index("source");
  private static final int EXPERIMENT = index("experiment");
  private static final int TASK = index("task");
  private static final int RELEASE = index("release");
  private static final int MODEL = index("model");
  private static final int SEED = index("seed");
  private static final int SPEAKER = index("speaker");
  private static final int LABEL = index("label");
  private static final int PREDICTION = index("prediction");
  private static final int LOGITS = index("logits");
  private static final int LOSS = index("loss");
  private static final int FILE_INDEX = index(FILE);
  private static final int ROW_INDEX = index(ROW);

  private final FileRows.Part part;
  private final RawRow raw = new RawRow();
  private final Texts texts = new Texts();
  private Slot latest;
  private Object[] shared;
  private boolean read;
  private boolean present;

  TableRow(FileRows.Part part) {
    this.part = part;
  }

  private static int index(String column) {
    return SCHEMA.fieldIndex(column);
  }

  @Override
  public boolean hasNext() {
    if (!read) {
      present = part.reader().next(raw);
      read = true;
    }
    return present;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    read = false;
    CheckedRow row = part.check().check(raw);
    if (row.slot() != latest) {
      latest = row.slot();
      shared = shared(latest);
    }
    Object[] values = shared.clone();
    values[UTTERANCE] = UTF8String.fromString(row.utterance());
    values[SPEAKER] = texts.of(row.speaker());
    values[LABEL] = texts.of(row.label());
    values[PREDICTION] = texts.of(row.prediction());
    values[LOGITS] = row.logits() == null ? null : UnsafeArrayData.fromPrimitiveArray(row.logits());
    values[LOSS] = row.loss();
    values[ROW_INDEX] = row.number();
    return new GenericInternalRow(values);
  }

  private Object[] shared(Slot slot) {
    ImportedRun run = slot.run();
    Object[] values = new Object[SCHEMA.size()];
    values[RUN_ID] = UTF8String.fromString(slot.runId());
    values[TEST_SET] = UTF8String.fromString(slot.testSet());
    values[CONDITION] = UTF8String.fromString(slot.condition());
    values[SOURCE] = UTF8String.fromString(run.source());
    values[EXPERIMENT] = UTF8String.fromString(run.experiment());
    values[TASK] = UTF8String.fromString(run.task());
    values[RELEASE] = UTF8String.fromString(run.release());
    values[MODEL] = UTF8String.fromString(run.model());
    values[SEED] = run.seed();
    values[FILE_INDEX] = part.file();
    return values;
  }

  /** Spark's form of texts that repeat. */
  private static final class Texts {
    private static final int MOST = 100_000;
    private final java.util.Map<String, UTF8String> known = new java.util.HashMap<>();

    UTF8String of(String text) {
      if (text == null) {
        return null;
      }
      UTF8String found = known.get(text);
      if (found == null) {
        found = UTF8String.fromString(text);
        if (known.size() < MOST) {
          known.put(text, found);
        }
      }
      return found;
    }
  }
}
