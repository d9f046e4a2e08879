package org.plateau.stages.imports;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.plateau.config.UserException;

/**
 * A Parquet file of predictions: its footer read at once, its rows when Spark asks for them.
 *
 * @param fields what the columns of {@link #rows} hold
 * @param types their types
 * @param ignored names of columns that are not read
 * @param rows the columns of {@code fields}, then the index of the row in the file
 */
record ParquetFile(
    List<Field> fields, List<DataType> types, List<String> ignored, Dataset<Row> rows) {

  /**
   * Opens a file.
   *
   * @throws UserException if it is no whole Parquet file, or a column is absent or of a wrong type
   */
  static ParquetFile open(SparkSession spark, InputFile file, Map<Field, String> options) {
    StructType schema = schema(spark, file);
    Header header = Header.of(file.name(), Arrays.asList(schema.fieldNames()), options);
    List<Field> fields = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    Dataset<Row> all =
        spark.read().schema(schema).option("__globPaths__", "false").parquet(file.location());
    for (int i = 0; i < schema.size(); i++) {
      StructField column = schema.fields()[i];
      Optional<Field> field = header.fields().get(i);
      if (field.isEmpty() || column.dataType().equals(DataTypes.NullType)) {
        continue;
      }
      if (!fits(field.get(), column.dataType())) {
        throw wrongType(file, column, all);
      }
      fields.add(field.get());
      types.add(column.dataType());
      columns.add(col("`" + column.name() + "`"));
    }
    columns.add(col("_metadata.row_index"));
    return new ParquetFile(
        fields, types, header.ignored(), all.select(columns.toArray(Column[]::new)));
  }

  private static boolean fits(Field field, DataType type) {
    return switch (field) {
      case LOGITS -> type instanceof ArrayType array && array.elementType() instanceof NumericType;
      case SEED -> type instanceof NumericType || type.equals(DataTypes.StringType);
      default -> type.equals(DataTypes.StringType);
    };
  }

  private static UserException wrongType(InputFile file, StructField column, Dataset<Row> all) {
    String rule =
        column.name().strip().equals(Field.LOGITS.column())
            ? "a list of numbers"
            : column.name().strip().equals(Field.SEED.column()) ? "a whole number" : "text";
    List<Row> first = all.select(col("`" + column.name() + "`")).limit(1).collectAsList();
    Object value = first.isEmpty() ? null : first.get(0).get(0);
    return new UserException(
        file.at(
            1,
            "column %s = %s: has type %s, must be %s"
                .formatted(column.name(), value, column.dataType().simpleString(), rule)));
  }

  private static StructType schema(SparkSession spark, InputFile file) {
    FileMetaData footer;
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new Path(file.location()), spark.sessionState().newHadoopConf()))) {
      footer = reader.getFooter().getFileMetaData();
    } catch (IOException | RuntimeException e) {
      throw new UserException(
          "%s: is no whole Parquet file (%s); write or copy it again"
              .formatted(file.name(), String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
    }
    StructType converted =
        new ParquetToSparkSchemaConverter(spark.sessionState().conf()).convert(footer.getSchema());
    StructField[] fields = converted.fields().clone();
    for (int i = 0; i < fields.length; i++) {
      if (footer.getSchema().getFields().get(i).getLogicalTypeAnnotation()
          instanceof UnknownLogicalTypeAnnotation) {
        StructField field = fields[i];
        fields[i] = new StructField(field.name(), DataTypes.NullType, true, field.metadata());
      }
    }
    return new StructType(fields);
  }
}
