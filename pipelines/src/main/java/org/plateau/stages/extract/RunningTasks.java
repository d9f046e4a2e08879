package org.plateau.stages.extract;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple4;
import scala.collection.immutable.Seq;

/**
 * Tells how far an accumulator is while its tasks run: executors send what running tasks have
 * counted with their heartbeats, the accumulator itself moves only when a task ends.
 */
final class RunningTasks extends SparkListener implements AutoCloseable {
  private final SparkContext context;
  private final LongAccumulator accumulator;
  private final LongConsumer progress;
  private final Map<Long, Long> running = new ConcurrentHashMap<>();

  RunningTasks(SparkContext context, LongAccumulator accumulator, LongConsumer progress) {
    this.context = context;
    this.accumulator = accumulator;
    this.progress = progress;
    context.addSparkListener(this);
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    scala.collection.Iterator<Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> tasks =
        update.accumUpdates().iterator();
    while (tasks.hasNext()) {
      Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task = tasks.next();
      scala.collection.Iterator<AccumulableInfo> counted = task._4().iterator();
      while (counted.hasNext()) {
        AccumulableInfo info = counted.next();
        if (info.id() == accumulator.id()
            && info.update().isDefined()
            && info.update().get() instanceof Long count) {
          running.put((Long) task._1(), count);
        }
      }
    }
    tell();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    tell();
  }

  private void tell() {
    long unfinished = running.values().stream().mapToLong(Long::longValue).sum();
    progress.accept(accumulator.value() + unfinished);
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}
