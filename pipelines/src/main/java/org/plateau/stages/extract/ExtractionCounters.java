package org.plateau.stages.extract;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * What executors count.
 *
 * @param clips clips done, failures included
 * @param restarts processes that had to be started again
 * @param audioSeconds length of these clips
 * @param busySeconds time that extractors spent on them, summed over processes and threads
 * @param failures {@link ClipFailure}s as JSON; a task that is repeated repeats them
 */
record ExtractionCounters(
    LongAccumulator clips,
    LongAccumulator restarts,
    DoubleAccumulator audioSeconds,
    DoubleAccumulator busySeconds,
    CollectionAccumulator<String> failures)
    implements Serializable {
  static ExtractionCounters of(SparkContext context) {
    return new ExtractionCounters(
        context.longAccumulator("extracted clips"),
        context.longAccumulator("extractor restarts"),
        context.doubleAccumulator("extracted audio seconds"),
        context.doubleAccumulator("extraction seconds"),
        context.collectionAccumulator("extraction failures"));
  }
}
