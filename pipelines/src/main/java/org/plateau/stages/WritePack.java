package org.plateau.stages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.plateau.packs.PackSpec;
import org.plateau.packs.PackWriter;
import org.plateau.stages.plan.ClipRow;

/** The executor's side of {@link BuildPacks}: rows (audio_id, samples) in, the pack's name out. */
final class WritePack implements MapPartitionsFunction<Row, String> {
  private static final long serialVersionUID = 1L;

  private final String packsRoot;
  private final String task;
  private final List<String> classes;
  private final Broadcast<Map<String, List<ClipRow>>> wanted;

  WritePack(
      String packsRoot,
      String task,
      List<String> classes,
      Broadcast<Map<String, List<ClipRow>>> wanted) {
    this.packsRoot = packsRoot;
    this.task = task;
    this.classes = new ArrayList<>(classes);
    this.wanted = wanted;
  }

  @Override
  public Iterator<String> call(Iterator<Row> clips) throws IOException {
    if (!clips.hasNext()) {
      return List.<String>of().iterator();
    }
    PackSpec spec = PackSpec.samples(task, classes);
    try (PackWriter pack = PackWriter.create(Path.of(packsRoot), spec)) {
      while (clips.hasNext()) {
        Row clip = clips.next();
        byte[] bytes = clip.getAs(1);
        short[] samples = new short[bytes.length / Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        for (ClipRow row : wanted.value().get(clip.getString(0))) {
          pack.add(row.asPackRow(), samples);
        }
      }
      return List.of(pack.finish().pack()).iterator();
    }
  }
}
