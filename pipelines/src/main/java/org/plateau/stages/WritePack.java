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
import org.plateau.audio.Pcm;
import org.plateau.packs.PackContent;
import org.plateau.packs.PackSpec;
import org.plateau.packs.PackWriter;
import org.plateau.stages.plan.ClipRow;

/**
 * The executor's side of {@link BuildPacks}: rows (audio_id, payload, frames, dims) in, the pack's
 * name out.
 */
final class WritePack implements MapPartitionsFunction<Row, String> {
  private static final long serialVersionUID = 1L;

  private final String packsRoot;
  private final String task;
  private final List<String> classes;
  private final PackContent content;
  private final String featureSet;
  private final String extractor;
  private final Broadcast<Map<String, List<ClipRow>>> wanted;

  WritePack(String packsRoot, PackSpec spec, Broadcast<Map<String, List<ClipRow>>> wanted) {
    this.packsRoot = packsRoot;
    this.task = spec.task();
    this.classes = new ArrayList<>(spec.classes());
    this.content = spec.content();
    this.featureSet = spec.featureSet();
    this.extractor = spec.extractor();
    this.wanted = wanted;
  }

  @Override
  public Iterator<String> call(Iterator<Row> clips) throws IOException {
    if (!clips.hasNext()) {
      return List.<String>of().iterator();
    }
    PackSpec spec = new PackSpec(task, classes, content, featureSet, extractor);
    try (PackWriter pack = PackWriter.create(Path.of(packsRoot), spec)) {
      while (clips.hasNext()) {
        Row clip = clips.next();
        add(pack, clip, wanted.value().get(clip.getString(0)));
      }
      return List.of(pack.finish().pack()).iterator();
    }
  }

  private void add(PackWriter pack, Row clip, List<ClipRow> rows) throws IOException {
    byte[] payload = clip.getAs(1);
    if (content == PackContent.PCM16) {
      short[] samples = Pcm.fromBytes(payload);
      for (ClipRow row : rows) {
        pack.add(row.asPackRow(), samples);
      }
      return;
    }
    float[] values = new float[payload.length / Float.BYTES];
    ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    for (ClipRow row : rows) {
      pack.add(row.asPackRow(), clip.getInt(2), clip.getInt(3), values);
    }
  }
}
