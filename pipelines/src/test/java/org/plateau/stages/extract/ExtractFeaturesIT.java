package org.plateau.stages.extract;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.features.opensmile.OpenSmileBuild;
import org.plateau.features.opensmile.StandInLibrary;
import org.plateau.stages.TableRows;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;
import org.plateau.worker.ExtractorSettings;

/** Stored features: a library that misbehaves, reruns, own sets, a user's import. */
class ExtractFeaturesIT {
  private static final int CLIPS = 339;
  private static final ExtractorSettings LIMITS =
      new ExtractorSettings(64 << 20, 300L << 20, 6, 1, null);
  private static final ExtractFeatures.Watcher SILENT = clips -> done -> {};

  @TempDir Path folder;
  private Warehouse warehouse;
  private Path home;
  private final Map<String, byte[]> clips = new LinkedHashMap<>();

  @BeforeEach
  void fill() throws Exception {
    home = StandInLibrary.buildIn(folder.resolve("build"));
    warehouse = Warehouse.open(SharedSpark.session(), folder.resolve("w").toString());
    short[] first = new short[CLIPS];
    first[3] = StandInLibrary.CRASH;
    first[5] = StandInLibrary.NOT_A_NUMBER;
    first[8] = StandInLibrary.HANG;
    first[9] = StandInLibrary.PRINT;
    first[40] = StandInLibrary.LEAK;
    first[200] = StandInLibrary.ABORT;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      byte[] clip = StandInLibrary.clip(first[i], i == 11 ? 100 : 3000, i + 1);
      clips.put(id(i), clip);
      rows.add(
          TableRows.of(SignalTables.AUDIO)
              .with("audio_id", id(i))
              .with("samples", clip)
              .with("num_samples", (long) clip.length / 2)
              .row());
    }
    warehouse.append(SignalTables.AUDIO, TableRows.frame(warehouse, SignalTables.AUDIO, rows));
  }

  private static String id(int clip) {
    return "%064x".formatted(clip);
  }

  private ExtractFeatures.Result execute(String set, boolean retry) {
    return new ExtractFeatures(warehouse, home, LIMITS)
        .execute(
            set, new ExtractFeatures.Scope(ExtractFeatures.Scope.ALL.audioIds(), retry), SILENT);
  }

  private List<Row> stored(String set) {
    return warehouse
        .read(SignalTables.FEATURES)
        .where(col("feature_set").equalTo(set))
        .orderBy("audio_id")
        .collectAsList();
  }

  @Test
  void aMisbehavingLibraryCostsItsClipsAndNothingIsDoneTwice() {
    ExtractFeatures.Result result = execute(StandInLibrary.FEATURE_SET, false);
    assertThat(result.extracted()).isEqualTo(CLIPS);
    assertThat(result.clips()).isEqualTo(CLIPS - 5);
    assertThat(result.failures().stream().map(each -> each.audioId() + " " + each.reason()))
        .containsExactly(
            id(3) + " crashed",
            id(5) + " non_finite",
            id(8) + " timeout",
            id(40) + " memory",
            id(200) + " crashed");
    for (Row row : stored(StandInLibrary.FEATURE_SET)) {
      byte[] clip = clips.get(row.<String>getAs("audio_id"));
      float[] values = new float[StandInLibrary.COLUMNS];
      ByteBuffer.wrap(row.<byte[]>getAs("values"))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      assertThat(values).isEqualTo(StandInLibrary.expected(clip));
      assertThat(row.<Integer>getAs("frames")).isEqualTo(1);
    }
    assertThat(
            warehouse
                .read(SignalTables.FEATURE_NAMES)
                .where(col("extractor").equalTo(result.extractor()))
                .count())
        .isEqualTo(StandInLibrary.COLUMNS);

    OptionalLong version = warehouse.version(SignalTables.FEATURES);
    ExtractFeatures.Result again = execute(StandInLibrary.FEATURE_SET, false);
    assertThat(again.extracted()).isZero();
    assertThat(again.clips()).isEqualTo(CLIPS - 5);
    assertThat(again.failures()).isEqualTo(result.failures());
    assertThat(warehouse.version(SignalTables.FEATURES)).isEqualTo(version);
    choicesFollowTheBuild(result.extractor());
  }

  private void choicesFollowTheBuild(String extractor) {
    assertThat(extractor).isEqualTo(OpenSmileBuild.in(home).orElseThrow().extractor());
    FeatureChoices here = new FeatureChoices(warehouse, Map.of(), home);
    assertThat(here.of("IS09-s").extractor()).isEqualTo(extractor);
    assertThat(here.of("IS09-s").extractable()).isTrue();
    assertThat(here.of("logmel64").stored()).isFalse();
    assertThat(here.of("logmel64").obstacle()).isNull();
    FeatureChoices elsewhere = new FeatureChoices(warehouse, Map.of(), folder.resolve("absent"));
    assertThat(elsewhere.of("IS09-s").extractor()).isEqualTo(extractor);
    assertThat(elsewhere.of("IS10-s").obstacle()).isEqualTo("openSMILE is not set up");
    assertThat(
            new FeatureChoices(warehouse, Map.of("IS09-s", "other"), home).of("IS09-s").obstacle())
        .contains("other", extractor);
  }

  @Test
  void ownSetsAreStoredAndAUsersAreImportedAllOrNothing() {
    ExtractFeatures.Result own = execute("mel-s", false);
    assertThat(own.clips()).isEqualTo(CLIPS - 1);
    assertThat(own.failures()).hasSize(1);
    assertThat(own.failures().get(0).reason()).isEqualTo("too_short");

    StructType columns =
        new StructType()
            .add("audio_id", DataTypes.StringType)
            .add("pitch", DataTypes.DoubleType)
            .add("loudness", DataTypes.FloatType);
    Path good = parquet("good", columns, List.of(row(1, 0.5, 2f), row(2, -0.5, 4f)));
    ImportFeatures.Result imported = new ImportFeatures(warehouse).execute(good, "mine");
    assertThat(List.of(imported.clips(), imported.added())).containsExactly(2L, 2L);
    assertThat(imported.dims()).isEqualTo(2);
    assertThat(new ImportFeatures(warehouse).execute(good, "mine").added()).isZero();
    Row second = stored("mine").get(1);
    assertThat(
            ByteBuffer.wrap(second.<byte[]>getAs("values"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat())
        .isEqualTo(-0.5f);
    FeatureChoices.Choice choice = new FeatureChoices(warehouse, Map.of(), home).of("mine");
    assertThat(choice.extractor()).isEqualTo(imported.extractor());
    assertThat(choice.extractable()).isFalse();

    Path notFinite = parquet("nan", columns, List.of(row(1, 0.5, 2f), row(3, Double.NaN, 4f)));
    assertThatThrownBy(() -> new ImportFeatures(warehouse).execute(notFinite, "bad"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("column 0 is NaN");
    Path unknown = parquet("unknown", columns, List.of(row(CLIPS, 0.5, 2f)));
    assertThatThrownBy(() -> new ImportFeatures(warehouse).execute(unknown, "bad"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no clip of this warehouse");
    assertThatThrownBy(() -> new ImportFeatures(warehouse).execute(good, "logmel64"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("own sets");
    assertThat(stored("bad")).isEmpty();
  }

  private static Row row(int clip, double pitch, float loudness) {
    return RowFactory.create(id(clip), pitch, loudness);
  }

  private Path parquet(String name, StructType schema, List<Row> rows) {
    Path file = folder.resolve(name + ".parquet");
    SharedSpark.session()
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .parquet(file.toString());
    return file;
  }
}
