package org.plateau.stages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureSets;

/** Rows (audio_id, samples) in, rows (audio_id, vector of a static feature set) out. */
final class DescribeClips implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final float FULL_SCALE = 32_768f;

  private final String featureSet;

  DescribeClips(String featureSet) {
    this.featureSet = featureSet;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    FeatureExtractor extractor = FeatureSets.create(featureSet);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return clips.hasNext();
      }

      @Override
      public Row next() {
        Row clip = clips.next();
        float[] values = extractor.extract(samples(clip.getAs(1))).values();
        double[] vector = new double[values.length];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = values[i];
        }
        return RowFactory.create(clip.getString(0), Vectors.dense(vector));
      }
    };
  }

  private static float[] samples(byte[] bytes) {
    ShortBuffer pcm = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    float[] samples = new float[pcm.remaining()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pcm.get(i) / FULL_SCALE;
    }
    return samples;
  }
}
