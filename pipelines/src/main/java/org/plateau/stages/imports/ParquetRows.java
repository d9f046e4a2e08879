package org.plateau.stages.imports;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Predictions in Parquet, from Spark's rows: one column a field, then the row's index in the file.
 * Texts that repeat are decoded once.
 */
final class ParquetRows implements RowReader {
  private static final int MOST_REMEMBERED = 100_000;

  private final Iterator<InternalRow> rows;
  private final List<Field> fields;
  private final List<DataType> types;
  private final Map<UTF8String, String> known = new HashMap<>();
  private final UTF8String[] latest;
  private final String[] latestText;

  ParquetRows(Iterator<InternalRow> rows, List<Field> fields, List<DataType> types) {
    this.rows = rows;
    this.fields = fields;
    this.types = types;
    this.latest = new UTF8String[fields.size()];
    this.latestText = new String[fields.size()];
  }

  @Override
  public boolean next(RawRow into) {
    if (!rows.hasNext()) {
      return false;
    }
    InternalRow row = rows.next();
    long number = row.getLong(fields.size()) + 1;
    into.start(number);
    for (int i = 0; i < fields.size(); i++) {
      if (row.isNullAt(i)) {
        continue;
      }
      Field field = fields.get(i);
      DataType type = types.get(i);
      if (field == Field.LOGITS) {
        into.setLogits(numbers(row.getArray(i), ((ArrayType) type).elementType(), number));
      } else if (!type.equals(DataTypes.StringType)) {
        into.set(field, String.valueOf(row.get(i, type)));
      } else if (field == Field.UTTERANCE) {
        into.set(field, row.getUTF8String(i).toString());
      } else {
        into.set(field, text(i, row.getUTF8String(i)));
      }
    }
    return true;
  }

  private String text(int column, UTF8String value) {
    if (value.equals(latest[column])) {
      return latestText[column];
    }
    String text = known.get(value);
    UTF8String key = value.clone();
    if (text == null) {
      text = value.toString();
      if (known.size() < MOST_REMEMBERED) {
        known.put(key, text);
      }
    }
    latest[column] = key;
    latestText[column] = text;
    return text;
  }

  private static double[] numbers(ArrayData array, DataType type, long number) {
    double[] values = new double[array.numElements()];
    for (int i = 0; i < values.length; i++) {
      if (array.isNullAt(i)) {
        throw new BadRow(
            number, Field.LOGITS.column(), array.numElements() + " values", "one of them is null");
      }
      values[i] = ((Number) array.get(i, type)).doubleValue();
    }
    return values;
  }

  @Override
  public void close() {
    // Spark closes its files when the task ends.
  }
}
