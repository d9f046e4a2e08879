package org.plateau.stages.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.plateau.features.ExtractionFault;
import org.plateau.features.FeatureMatrix;
import org.plateau.stages.StageJson;
import org.plateau.stages.TableRows;
import org.plateau.tables.SignalTables;
import org.plateau.worker.ClipExtractor;

/** Rows (audio_id, samples) in, rows of {@code features} out; clips that fail are counted. */
final class ExtractClips implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final double BYTES_PER_SECOND = 32_000;
  private static final int MAX_DETAIL_CHARS = 500;

  private final ExtractionOrder order;
  private final ExtractionCounters counters;

  ExtractClips(ExtractionOrder order, ExtractionCounters counters) {
    this.order = order;
    this.counters = counters;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    TaskContext task = TaskContext.get();
    Ahead<Row, Done> ahead =
        new Ahead<>(order.threads(), clips, () -> new OneExtractor(order, task::isInterrupted));
    task.addTaskCompletionListener(
        ended -> {
          ahead.close();
        });
    return new Iterator<>() {
      private Row next;

      @Override
      public boolean hasNext() {
        while (next == null && ahead.hasNext()) {
          next = count(ahead.next());
        }
        return next != null;
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException("all clips are done");
        }
        Row row = next;
        next = null;
        return row;
      }
    };
  }

  /** On the task's own thread, since accumulators are not for several. */
  private Row count(Done done) {
    counters.clips().add(1);
    counters.audioSeconds().add(done.audioSeconds());
    counters.busySeconds().add(done.busySeconds());
    counters.restarts().add(done.restarts());
    if (done.failure() != null) {
      counters.failures().add(StageJson.write(done.failure()));
    }
    return done.row();
  }

  /** One clip's outcome: a row or a failure. */
  private record Done(
      Row row, ClipFailure failure, double audioSeconds, double busySeconds, int restarts) {}

  private static final class OneExtractor implements Ahead.Worker<Row, Done> {
    private final ExtractionOrder order;
    private final ClipExtractor extractor;
    private int restarts;

    OneExtractor(ExtractionOrder order, BooleanSupplier cancelled) {
      this.order = order;
      this.extractor = order.open(cancelled);
    }

    @Override
    public Done work(Row clip) {
      byte[] samples = clip.getAs(1);
      long start = System.nanoTime();
      Row row = null;
      ClipFailure failure = null;
      try {
        row = row(clip.getString(0), extractor.extract(samples));
      } catch (ExtractionFault e) {
        String detail = e.getMessage();
        failure =
            new ClipFailure(
                order.featureSet(),
                clip.getString(0),
                e.reason().code(),
                detail.substring(0, Math.min(MAX_DETAIL_CHARS, detail.length())));
      }
      int again = extractor.restarts() - restarts;
      restarts = extractor.restarts();
      return new Done(
          row,
          failure,
          samples.length / BYTES_PER_SECOND,
          (System.nanoTime() - start) / 1e9,
          again);
    }

    private Row row(String audioId, FeatureMatrix matrix) {
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.multiplyExact(matrix.values().length, Float.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(matrix.values());
      return TableRows.of(SignalTables.FEATURES)
          .with("feature_set", order.featureSet())
          .with("extractor", order.extractor())
          .with("audio_id", audioId)
          .with("frames", matrix.frames())
          .with("dims", matrix.dims())
          .with("values", bytes.array())
          .row();
    }

    @Override
    public void close() {
      extractor.close();
    }
  }
}
