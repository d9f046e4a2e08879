package org.plateau.jobs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.ConfigLoader;
import org.plateau.config.PlateauConfig;

/** A session outside SparkSubmit: Delta works, times are UTC, no interface is opened. */
class SessionsIT {
  @TempDir Path folder;

  @Test
  void opensWithDelta() throws Exception {
    Path conf = Path.of(System.getProperty("plateau.root", "..")).resolve("conf");
    PlateauConfig config = ConfigLoader.load(conf, Optional.empty(), List.of()).config();
    String table = folder.resolve("t a b").toString();
    try (SparkSession spark = Sessions.open("test", config)) {
      spark.range(10).write().format("delta").save(table);
      assertThat(spark.read().format("delta").load(table).count()).isEqualTo(10);
      assertThat(
              spark
                  .sql("SELECT CAST(TIMESTAMP '2026-01-01 00:00:00' AS BIGINT)")
                  .first()
                  .getLong(0))
          .isEqualTo(1_767_225_600L);
      assertThat(spark.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
      assertThat(spark.sparkContext().uiWebUrl().isEmpty()).isTrue();
      assertThat(spark.sparkContext().getConf().get("spark.driver.host")).isEqualTo("127.0.0.1");
    }
    assertThat(Path.of("spark-warehouse")).doesNotExist();
  }
}
