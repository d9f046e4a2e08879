package org.plateau.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes and reads long clips in a small heap; the program of {@link WideTableIT}. */
final class WideTable {
  private static final StructType CLIP =
      new StructType().add("audio_id", DataTypes.StringType).add("samples", DataTypes.BinaryType);

  private WideTable() {}

  /** Arguments: folder, clips, bytes a clip. Prints clips and bytes that were read back. */
  public static void main(String[] arguments) {
    int clips = Integer.parseInt(arguments[1]);
    int bytes = Integer.parseInt(arguments[2]);
    SparkSession spark =
        DeltaSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    Warehouse warehouse = Warehouse.open(spark, arguments[0]);
    List<Long> seeds = LongStream.range(0, clips).boxed().toList();
    Dataset<Row> rows =
        spark
            .createDataset(seeds, Encoders.LONG())
            .repartition(8)
            .mapPartitions(noise(bytes), Encoders.row(CLIP));
    warehouse.append(SignalTables.AUDIO, rows);
    Row read =
        warehouse
            .read(SignalTables.AUDIO)
            .select(length(col("samples")).as("bytes"), sha2(col("samples"), 256).as("hash"))
            .selectExpr("count(DISTINCT hash)", "sum(bytes)")
            .first();
    long again = warehouse.missing(SignalTables.AUDIO, warehouse.read(SignalTables.AUDIO)).count();
    long tagged = warehouse.read(SignalTables.AUDIO).where(col("rms").equalTo(lit(1))).count();
    System.out.println(
        "RESULT " + read.getLong(0) + " " + read.getLong(1) + " " + (again + tagged));
    spark.stop();
  }

  private static MapPartitionsFunction<Long, Row> noise(int bytes) {
    return seeds -> rows(seeds, bytes);
  }

  private static Iterator<Row> rows(Iterator<Long> seeds, int bytes) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(seeds, 0), false)
        .map(
            seed -> {
              byte[] samples = new byte[bytes];
              new SplittableRandom(seed).nextBytes(samples);
              return RowFactory.create("clip-" + seed, samples);
            })
        .iterator();
  }
}
