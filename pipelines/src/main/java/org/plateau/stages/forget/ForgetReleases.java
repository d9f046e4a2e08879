package org.plateau.stages.forget;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.stages.ingest.RowHashes;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.HeldRows;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/** Keeps {@code releases} true after clips were taken out: counts and hashes of what is left. */
public final class ForgetReleases {
  private static final List<TableSpec> PARTS =
      List.of(
          CorpusTables.UTTERANCES,
          CorpusTables.LABELS,
          CorpusTables.RATINGS,
          CorpusTables.TRANSCRIPTS,
          CorpusTables.QUARANTINE,
          CorpusTables.CHECKS);

  private final Warehouse warehouse;
  private final String corpus;

  public ForgetReleases(Warehouse warehouse, String corpus) {
    this.warehouse = warehouse;
    this.corpus = corpus;
  }

  /** States again what each release of the corpus holds. */
  public void restate() {
    List<Row> listed =
        warehouse.read(CorpusTables.RELEASES).where(col("corpus").equalTo(corpus)).collectAsList();
    for (Row release : listed) {
      restate(release);
    }
  }

  private void restate(Row release) {
    String name = release.getAs("release");
    Map<String, List<Row>> parts = new LinkedHashMap<>();
    for (TableSpec spec : PARTS) {
      parts.put(
          spec.name(),
          warehouse
              .read(spec)
              .where(col("corpus").equalTo(corpus).and(col("release").equalTo(name)))
              .collectAsList());
    }
    RowHashes hashes = RowHashes.of(parts);
    if (hashes.equals(RowHashes.parse(release.getAs("parts")).ofRows())) {
      return;
    }
    Row row =
        RowFactory.create(
            corpus,
            name,
            release.getAs("source"),
            release.getAs("ingested_at"),
            (long) parts.get("utterances").size(),
            (long) parts.get("quarantine").size(),
            hashes.manifest(),
            hashes.json());
    Map<String, String> prefix = new LinkedHashMap<>();
    prefix.put("corpus", corpus);
    prefix.put("release", name);
    new HeldRows(warehouse).replace(CorpusTables.RELEASES, prefix, List.of(row));
  }

  /** Rows of quarantine that name one of the utterances: as a file, or as {@code file#id}. */
  public static Dataset<Row> quarantined(
      Warehouse warehouse, String corpus, Set<String> utterances) {
    List<Row> keys = new ArrayList<>();
    for (Row row :
        warehouse
            .read(CorpusTables.QUARANTINE)
            .where(col("corpus").equalTo(corpus))
            .select("corpus", "release", "path")
            .collectAsList()) {
      String path = row.getString(2);
      String file = path.substring(path.lastIndexOf('/') + 1);
      String id = path.substring(path.lastIndexOf('#') + 1);
      if (utterances.contains(AudioNames.stem(file)) || utterances.contains(id)) {
        keys.add(row);
      }
    }
    StructType schema =
        new StructType()
            .add("corpus", DataTypes.StringType)
            .add("release", DataTypes.StringType)
            .add("path", DataTypes.StringType);
    return warehouse.spark().createDataFrame(keys, schema);
  }
}
