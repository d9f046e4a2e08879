package org.plateau.stages.extract;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.plateau.config.UserException;
import org.plateau.features.FeatureSets;
import org.plateau.packs.PackHash;
import org.plateau.stages.TableRows;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Staging;
import org.plateau.tables.Warehouse;

/**
 * Takes features that a user has computed, from a Parquet file: all rows or none. A row names its
 * clip by {@code audio_id}, or by {@code utterance} with {@code corpus} and {@code release} where
 * those columns are. Its values stand in a column {@code values} (a list of numbers, or a list of
 * frames, each a list of numbers), else every other column is one feature. The file's hash is the
 * extractor.
 */
public final class ImportFeatures {
  private static final List<String> CLIP_COLUMNS =
      List.of("audio_id", "corpus", "release", "utterance");
  private static final String VALUES = "values";
  private static final int HASH_DIGITS = 16;

  private final Warehouse warehouse;

  public ImportFeatures(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * What was taken.
   *
   * @param featureSet the set's name
   * @param extractor identity of the file's content
   * @param clips clips in the file, equal content counted once
   * @param dims columns of a row
   * @param added clips that were not stored before
   */
  public record Result(String featureSet, String extractor, long clips, int dims, long added) {}

  /**
   * Imports a file.
   *
   * @param file a Parquet file, or a folder of them
   * @param featureSet name of the set; not one that Plateau computes on the fly
   * @throws UserException for any mistake in the file; nothing is stored then
   */
  public Result execute(Path file, String featureSet) {
    boolean onTheFly =
        FeatureSets.all().containsKey(featureSet) && FeatureSets.nativeSet(featureSet).isEmpty();
    if (onTheFly || !featureSet.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new UserException(
          "--sets %s: must be a name of letters, digits, '.', '_' and '-' that is none of Plateau's own sets"
              .formatted(featureSet));
    }
    String extractor = "import-" + hash(file).substring(0, HASH_DIGITS);
    Dataset<Row> rows = warehouse.spark().read().parquet(file.toUri().toString());
    Values values = Values.of(file, rows.schema());
    Dataset<Row> converted =
        named(file, rows)
            .select(col("audio_id"), values.column().as(VALUES))
            .map(new ToFeatureRow(featureSet, extractor), Encoders.row(ToFeatureRow.SCHEMA));
    try (Staging staged = warehouse.stage(converted.dropDuplicates("audio_id"))) {
      return store(file, featureSet, extractor, staged.rows(), values.names());
    }
  }

  private Result store(
      Path file, String featureSet, String extractor, Dataset<Row> rows, List<String> names) {
    rows.where(col(ToFeatureRow.PROBLEM).isNotNull())
        .orderBy("audio_id")
        .takeAsList(1)
        .forEach(
            bad -> {
              throw new UserException(
                  "%s: clip %s: %s"
                      .formatted(
                          file,
                          ClipNames.of(warehouse, List.of(bad.<String>getAs("audio_id")))
                              .of(bad.getAs("audio_id")),
                          bad.<String>getAs(ToFeatureRow.PROBLEM)));
            });
    List<Integer> dims =
        rows.select("dims").distinct().orderBy("dims").as(Encoders.INT()).collectAsList();
    if (dims.size() != 1) {
      throw new UserException(
          "%s: every clip must have the same number of columns, found %s".formatted(file, dims));
    }
    long clips = rows.count();
    long added = warehouse.appendMissing(SignalTables.FEATURES, rows.drop(ToFeatureRow.PROBLEM));
    registerNames(featureSet, extractor, names.isEmpty() ? numbered(dims.get(0)) : names);
    return new Result(featureSet, extractor, clips, dims.get(0), added);
  }

  private static List<String> numbered(int dims) {
    return IntStream.range(0, dims).mapToObj(dim -> "f" + dim).toList();
  }

  private void registerNames(String featureSet, String extractor, List<String> names) {
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(
          TableRows.of(SignalTables.FEATURE_NAMES)
              .with("feature_set", featureSet)
              .with("extractor", extractor)
              .with("dim", rows.size())
              .with("name", name)
              .row());
    }
    warehouse.appendMissing(
        SignalTables.FEATURE_NAMES, TableRows.frame(warehouse, SignalTables.FEATURE_NAMES, rows));
  }

  /** The file's rows with the audio id of each. */
  private Dataset<Row> named(Path file, Dataset<Row> rows) {
    List<String> columns = Arrays.asList(rows.columns());
    if (columns.contains("audio_id")) {
      Dataset<Row> ids = warehouse.read(SignalTables.AUDIO).select("audio_id");
      refuse(file, "audio_id", rows.join(ids, new String[] {"audio_id"}, "left_anti"));
      return rows;
    }
    List<String> keys = CLIP_COLUMNS.subList(1, 4).stream().filter(columns::contains).toList();
    if (!keys.contains("utterance")) {
      throw new UserException(
          "%s: needs a column audio_id or utterance, found %s"
              .formatted(file, String.join(", ", columns)));
    }
    Column[] keyColumns = keys.stream().map(key -> col(key)).toArray(Column[]::new);
    Dataset<Row> clips =
        warehouse
            .read(CorpusTables.UTTERANCES)
            .select(
                Stream.concat(Arrays.stream(keyColumns), Stream.of(col("audio_id")))
                    .toArray(Column[]::new))
            .distinct();
    List<Row> ambiguous =
        clips
            .groupBy(keyColumns)
            .count()
            .where(col("count").gt(1))
            .join(rows.select(keyColumns), keys.toArray(String[]::new), "left_semi")
            .takeAsList(1);
    if (!ambiguous.isEmpty()) {
      throw new UserException(
          "%s: several clips are called %s; add the columns corpus and release"
              .formatted(file, ambiguous.get(0).mkString("/")));
    }
    refuse(file, "utterance", rows.join(clips, keys.toArray(String[]::new), "left_anti"));
    return rows.join(broadcast(clips), keys.toArray(String[]::new));
  }

  private static void refuse(Path file, String column, Dataset<Row> unknown) {
    for (Row row : unknown.select(column).takeAsList(1)) {
      throw new UserException(
          "%s: %s = %s is no clip of this warehouse; ingest its corpus first, or drop the row"
              .formatted(file, column, row.get(0)));
    }
  }

  private static String hash(Path file) {
    try (Stream<Path> tree = Files.walk(file)) {
      MessageDigest digest = PackHash.sha256();
      for (Path part : tree.filter(Files::isRegularFile).sorted().toList()) {
        if (!part.getFileName().toString().startsWith("_")
            && !part.getFileName().toString().startsWith(".")) {
          digest.update(PackHash.ofFile(part).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
      }
      return PackHash.hex(digest);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new UserException("--import %s: no such file".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Where the values stand.
   *
   * @param column frames, each a list of doubles
   * @param names of the columns, or empty where the file has none
   */
  private record Values(Column column, List<String> names) {
    static Values of(Path file, StructType schema) {
      for (StructField field : schema.fields()) {
        if (field.name().equals(VALUES)) {
          if (field.dataType() instanceof ArrayType list) {
            if (list.elementType() instanceof NumericType) {
              return new Values(array(col(VALUES).cast("array<double>")), List.of());
            }
            if (list.elementType() instanceof ArrayType frame
                && frame.elementType() instanceof NumericType) {
              return new Values(col(VALUES).cast("array<array<double>>"), List.of());
            }
          }
          throw new UserException(
              "%s: column values must be a list of numbers or a list of such lists, found %s"
                  .formatted(file, field.dataType().simpleString()));
        }
      }
      List<String> names = new ArrayList<>();
      for (StructField field : schema.fields()) {
        if (!CLIP_COLUMNS.contains(field.name())) {
          if (!(field.dataType() instanceof NumericType)) {
            throw new UserException(
                "%s: column %s must hold numbers, found %s; drop it"
                    .formatted(file, field.name(), field.dataType().simpleString()));
          }
          names.add(field.name());
        }
      }
      if (names.isEmpty()) {
        throw new UserException(
            "%s: has no features; give a column values or one column a feature".formatted(file));
      }
      Column row =
          array(
              names.stream()
                  .map(name -> col("`" + name.replace("`", "``") + "`").cast("double"))
                  .toArray(Column[]::new));
      return new Values(array(row), names);
    }
  }
}
