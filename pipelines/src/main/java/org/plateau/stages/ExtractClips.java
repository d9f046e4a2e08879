package org.plateau.stages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.plateau.audio.Pcm;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;
import org.plateau.tables.SignalTables;

/** Rows (audio_id, samples) in, rows of {@code features} out; clips without a frame are counted. */
final class ExtractClips implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final String featureSet;
  private final LongAccumulator tooShort;

  ExtractClips(String featureSet, LongAccumulator tooShort) {
    this.featureSet = featureSet;
    this.tooShort = tooShort;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    FeatureExtractor extractor = FeatureSets.create(featureSet);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(clips, Spliterator.ORDERED), false)
        .map(clip -> row(extractor, clip))
        .filter(row -> row != null)
        .iterator();
  }

  private Row row(FeatureExtractor extractor, Row clip) {
    FeatureMatrix matrix;
    try {
      matrix = extractor.extract(Pcm.toFloat(Pcm.fromBytes(clip.getAs(1))));
    } catch (IllegalArgumentException e) {
      tooShort.add(1);
      return null;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(matrix.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(matrix.values());
    return TableRows.of(SignalTables.FEATURES)
        .with("feature_set", extractor.featureSet())
        .with("extractor", extractor.extractor())
        .with("audio_id", clip.getString(0))
        .with("frames", matrix.frames())
        .with("dims", matrix.dims())
        .with("values", bytes.array())
        .row();
  }
}
