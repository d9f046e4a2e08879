package org.plateau.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.stages.forget.ForgetPacks;
import org.plateau.stages.forget.ForgetReleases;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.TablePurge;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;

/**
 * Takes withdrawn utterances out of every table and all their versions, and out of packs. A sound
 * that another utterance still uses stays. Interrupted, it is finished by running it again.
 */
@SuppressWarnings("ReferenceEquality") // Table specs are constants.
public final class Forget {
  private static final String UTTERANCE = "utterance";
  private static final String AUDIO_ID = "audio_id";

  private final Warehouse warehouse;
  private final TablePurge purge;

  public Forget(Warehouse warehouse) {
    this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
    this.purge = new TablePurge(warehouse);
  }

  /**
   * What was done.
   *
   * @param deleted rows deleted, by table
   * @param left rows that still name one of the utterances or sounds, by table; all 0 on success
   * @param packs names of the packs deleted
   * @param unknown utterances that no table knew
   * @param runs runs whose weights were learnt in this warehouse; which clips a weight has seen
   *     cannot be taken out of it
   */
  public record Result(
      Map<String, Long> deleted,
      Map<String, Long> left,
      List<String> packs,
      List<String> unknown,
      long runs) {}

  /**
   * Forgets utterances of one corpus.
   *
   * @throws UserException if the warehouse does not know the corpus
   */
  public Result run(String corpus, Set<String> utterances) {
    if (warehouse.read(CorpusTables.UTTERANCES).where(col("corpus").equalTo(corpus)).isEmpty()) {
      throw new UserException(
          "forget: corpus %s is not in this warehouse; name another by --corpus".formatted(corpus));
    }
    Set<String> known = new TreeSet<>();
    Set<String> sounds = sounds(corpus, utterances, known);
    Map<String, Long> deleted = new LinkedHashMap<>();
    for (TableSpec spec : present()) {
      deleted.put(spec.name(), purge.delete(spec, keys(spec, corpus, utterances, sounds)));
    }
    List<String> packs = ForgetPacks.delete(WorkFolders.of(warehouse.root()).packs(), sounds);
    new ForgetReleases(warehouse, corpus).restate();
    Map<String, Long> left = new LinkedHashMap<>();
    for (TableSpec spec : present()) {
      purge.forgetOlderVersions(spec);
      Dataset<Row> keys = keys(spec, corpus, utterances, sounds);
      left.put(spec.name(), warehouse.read(spec).join(keys, keys.columns(), "left_semi").count());
    }
    List<String> unknown = new ArrayList<>(utterances);
    unknown.removeAll(known);
    long runs =
        warehouse.exists(RunTables.RUNS)
            ? warehouse.read(RunTables.RUNS).where(col("corpus").equalTo(corpus)).count()
            : 0;
    return new Result(deleted, left, packs, unknown, runs);
  }

  /** Tables that hold rows of utterances, sounds or files, those of ids first, utterances last. */
  private List<TableSpec> present() {
    List<TableSpec> specs = new ArrayList<>();
    for (TableSpec spec : Tables.all()) {
      List<String> columns = Arrays.asList(spec.schema().fieldNames());
      boolean holds =
          columns.contains(UTTERANCE)
              || columns.contains(AUDIO_ID)
              || spec == CorpusTables.QUARANTINE;
      if (holds && spec != CorpusTables.UTTERANCES && warehouse.exists(spec)) {
        specs.add(spec);
      }
    }
    specs.add(CorpusTables.UTTERANCES); // last: what an interrupted run still has to forget
    return specs;
  }

  /** Sounds of the utterances that no other utterance uses. */
  private Set<String> sounds(String corpus, Set<String> utterances, Set<String> known) {
    Dataset<Row> all = warehouse.read(CorpusTables.UTTERANCES);
    Column wanted = col("corpus").equalTo(corpus).and(col(UTTERANCE).isInCollection(utterances));
    Set<String> sounds = new TreeSet<>();
    for (Row row : all.where(wanted).select(UTTERANCE, AUDIO_ID).collectAsList()) {
      known.add(row.getString(0));
      sounds.add(row.getString(1));
    }
    all.where(col(AUDIO_ID).isInCollection(sounds).and(wanted.equalTo(false)))
        .select(AUDIO_ID)
        .distinct()
        .collectAsList()
        .forEach(row -> sounds.remove(row.getString(0)));
    return sounds;
  }

  /** Keys of the rows of a table that go. */
  private Dataset<Row> keys(
      TableSpec spec, String corpus, Set<String> utterances, Set<String> sounds) {
    List<String> columns = Arrays.asList(spec.schema().fieldNames());
    if (spec == CorpusTables.QUARANTINE) {
      return ForgetReleases.quarantined(warehouse, corpus, utterances);
    }
    if (!columns.contains(UTTERANCE)) {
      return names(sounds, AUDIO_ID);
    }
    Dataset<Row> ids = names(utterances, UTTERANCE);
    if (columns.contains("corpus")) {
      return ids.withColumn("corpus", lit(corpus));
    }
    if (!columns.contains("test_set")) {
      return ids;
    }
    Dataset<Row> testSets =
        warehouse
            .read(spec)
            .select("test_set")
            .distinct()
            .where(col("test_set").equalTo(corpus).or(col("test_set").startsWith(corpus + "/")));
    return ids.crossJoin(broadcast(testSets));
  }

  private Dataset<Row> names(Set<String> values, String column) {
    return warehouse.spark().createDataset(List.copyOf(values), Encoders.STRING()).toDF(column);
  }
}
