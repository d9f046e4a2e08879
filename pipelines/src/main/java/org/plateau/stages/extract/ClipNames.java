package org.plateau.stages.extract;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.Warehouse;

/** What people call a clip that tables name by its content: {@code corpus/release/utterance}. */
public final class ClipNames {
  private final Map<String, String> byAudioId = new HashMap<>();

  private ClipNames() {}

  /** Looks up these clips; of several names the first in order counts. */
  public static ClipNames of(Warehouse warehouse, Collection<String> audioIds) {
    ClipNames names = new ClipNames();
    Dataset<Row> wanted =
        warehouse
            .spark()
            .createDataset(new ArrayList<>(new HashSet<>(audioIds)), Encoders.STRING())
            .toDF("audio_id");
    warehouse
        .read(CorpusTables.UTTERANCES)
        .join(broadcast(wanted), "audio_id")
        .groupBy("audio_id")
        .agg(min(concat_ws("/", col("corpus"), col("release"), col("utterance"))))
        .collectAsList()
        .forEach(row -> names.byAudioId.put(row.getString(0), row.getString(1)));
    return names;
  }

  /** The clip's name, or its audio id where no utterance has it. */
  public String of(String audioId) {
    return byAudioId.getOrDefault(audioId, audioId);
  }
}
