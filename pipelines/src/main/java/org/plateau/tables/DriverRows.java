package org.plateau.tables;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.DataType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows that this process reads from a table's files by Delta's kernel, without Spark: for a driver
 * that needs them all in memory anyway. May be used by several threads.
 */
final class DriverRows {
  private static final Map<org.apache.spark.sql.types.DataType, DataType> TYPES =
      Map.of(
          DataTypes.StringType, io.delta.kernel.types.StringType.STRING,
          DataTypes.BooleanType, io.delta.kernel.types.BooleanType.BOOLEAN,
          DataTypes.IntegerType, io.delta.kernel.types.IntegerType.INTEGER,
          DataTypes.LongType, io.delta.kernel.types.LongType.LONG,
          DataTypes.FloatType, io.delta.kernel.types.FloatType.FLOAT,
          DataTypes.DoubleType, io.delta.kernel.types.DoubleType.DOUBLE,
          DataTypes.TimestampType, io.delta.kernel.types.TimestampType.TIMESTAMP);

  private final StructType schema;
  private final Map<Integer, String> where = new LinkedHashMap<>();
  private final Object[] last;
  private final List<Row> rows = new ArrayList<>();

  private DriverRows(StructType schema, Map<String, String> where) {
    this.schema = schema;
    this.last = new Object[schema.size()];
    where.forEach((column, value) -> this.where.put(schema.fieldIndex(column), value));
  }

  /**
   * The rows of a table's newest version.
   *
   * @param schema the columns wanted; what the files lack is null
   * @param where texts that these columns must equal
   * @return empty if a column is of a kind that only Spark reads, or as {@link FewFiles#of}
   */
  static Optional<List<Row>> read(
      String path, StructType schema, Map<String, String> where, Configuration hadoop) {
    io.delta.kernel.types.StructType columns = new io.delta.kernel.types.StructType();
    for (StructField field : schema.fields()) {
      DataType type = TYPES.get(field.dataType());
      if (type == null) {
        return Optional.empty();
      }
      columns = columns.add(field.name(), type, true);
    }
    Optional<List<FewFiles.DataFile>> files = FewFiles.all(path, hadoop);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    DriverRows result = new DriverRows(schema, where);
    try {
      result.read(DefaultEngine.create(hadoop), files.get(), columns);
    } catch (KernelException | KernelEngineException | IOException | UncheckedIOException e) {
      return Optional.empty(); // Spark's own reader says what is wrong
    }
    return Optional.of(result.rows);
  }

  private void read(
      Engine engine, List<FewFiles.DataFile> files, io.delta.kernel.types.StructType columns)
      throws IOException {
    List<FileStatus> states =
        files.stream()
            .map(file -> FileStatus.of(file.path(), file.bytes(), file.modified()))
            .toList();
    try (CloseableIterator<FileReadResult> batches =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.toCloseableIterator(states.iterator()), columns, Optional.empty())) {
      while (batches.hasNext()) {
        add(batches.next().getData());
      }
    }
  }

  private void add(ColumnarBatch batch) {
    ColumnVector[] vectors = new ColumnVector[schema.size()];
    for (int column = 0; column < vectors.length; column++) {
      vectors[column] = batch.getColumnVector(column);
    }
    for (int row = 0; row < batch.getSize(); row++) {
      if (wanted(vectors, row)) {
        Object[] values = new Object[vectors.length];
        for (int column = 0; column < vectors.length; column++) {
          values[column] = shared(column, value(vectors[column], row));
        }
        rows.add(new GenericRowWithSchema(values, schema));
      }
    }
  }

  private boolean wanted(ColumnVector[] vectors, int row) {
    for (Map.Entry<Integer, String> condition : where.entrySet()) {
      ColumnVector vector = vectors[condition.getKey()];
      if (vector.isNullAt(row) || !vector.getString(row).equals(condition.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** One object for the same value in rows that follow each other. */
  private Object shared(int column, Object value) {
    if (value == null || !value.equals(last[column])) {
      last[column] = value;
    }
    return last[column];
  }

  private static Object value(ColumnVector vector, int row) {
    if (vector.isNullAt(row)) {
      return null;
    }
    DataType type = vector.getDataType();
    if (type instanceof io.delta.kernel.types.StringType) {
      return vector.getString(row);
    } else if (type instanceof io.delta.kernel.types.BooleanType) {
      return vector.getBoolean(row);
    } else if (type instanceof io.delta.kernel.types.IntegerType) {
      return vector.getInt(row);
    } else if (type instanceof io.delta.kernel.types.LongType) {
      return vector.getLong(row);
    } else if (type instanceof io.delta.kernel.types.FloatType) {
      return vector.getFloat(row);
    } else if (type instanceof io.delta.kernel.types.DoubleType) {
      return vector.getDouble(row);
    }
    return Timestamp.from(Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS));
  }
}
