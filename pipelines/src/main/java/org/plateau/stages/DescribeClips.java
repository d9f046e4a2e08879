package org.plateau.stages;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.plateau.audio.Pcm;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureSets;

/** Rows (audio_id, samples) in, rows (audio_id, vector of a static feature set) out. */
final class DescribeClips implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

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
        float[] values = extractor.extract(Pcm.toFloat(Pcm.fromBytes(clip.getAs(1)))).values();
        double[] vector = new double[values.length];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = values[i];
        }
        return RowFactory.create(clip.getString(0), Vectors.dense(vector));
      }
    };
  }
}
