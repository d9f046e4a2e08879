package org.plateau.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.plateau.features.ExtractionFault;
import org.plateau.features.ExtractionFault.Reason;
import org.plateau.features.FeatureMatrix;

/**
 * A native extractor in a child process, started again after a crash, a hang or a leak. A clip that
 * was under way then is tried again in the fresh process; if that one fails too, the clip is lost
 * and nothing else.
 */
public final class ExtractorWorker implements ClipExtractor {
  private static final long TICK_MILLIS = 50;
  private static final long EXIT_MILLIS = 5_000;
  private static final double OPEN_SECONDS = 60;
  private static final int OPEN_ATTEMPTS = 3;
  private static final double BYTES_PER_AUDIO_SECOND = 32_000;

  /** Its work is the library's: the second compiler and a large nursery would only take memory. */
  private static final ChildOptions CHILD =
      new ChildOptions(
          EngineTasks.class.getName(), List.of("-XX:TieredStopAtLevel=1", "-XX:MaxNewSize=16m"));

  private final ExtractorSettings settings;
  private final WorkerMessage.Open open;
  private final BooleanSupplier cancelled;
  private WorkerProcess process;
  private WorkerMessage.Opened opened;
  private long clips;
  private int starts;

  /**
   * Starts the process.
   *
   * @param featureSet a native set
   * @param home folder of the library
   * @param cancelled asked several times a second whether to give up
   * @throws WorkerException if the library cannot be opened
   */
  public ExtractorWorker(
      ExtractorSettings settings, String featureSet, Path home, BooleanSupplier cancelled) {
    this.settings = settings;
    this.open = new WorkerMessage.Open(featureSet, home.toString());
    this.cancelled = cancelled;
    ensureOpen();
  }

  @Override
  public String extractor() {
    return opened.extractor();
  }

  @Override
  public List<String> names() {
    return opened.names();
  }

  @Override
  public int restarts() {
    return Math.max(0, starts - 1);
  }

  /** Own memory of the process in bytes, -1 while none runs. */
  public long memoryBytes() {
    return process == null ? -1 : process.memoryBytes();
  }

  @Override
  public FeatureMatrix extract(byte[] pcm16) throws ExtractionFault {
    ExtractionFault fault = null;
    for (int attempt = 0; attempt < settings.attempts(); attempt++) {
      try {
        ensureOpen();
        return answer(pcm16);
      } catch (ExtractionFault e) {
        if (e.reason() == Reason.TOO_SHORT || e.reason() == Reason.NON_FINITE) {
          throw e;
        }
        fault = e;
        stop();
      }
    }
    throw fault;
  }

  private FeatureMatrix answer(byte[] pcm16) throws ExtractionFault {
    clips++;
    WorkerMessage reply =
        ask(
            new WorkerMessage.Clip(clips, pcm16),
            settings.clipSeconds()
                + ExtractorSettings.PER_AUDIO_SECOND * pcm16.length / BYTES_PER_AUDIO_SECOND);
    if (reply instanceof WorkerMessage.TooShort tooShort && tooShort.number() == clips) {
      throw new ExtractionFault(Reason.TOO_SHORT, tooShort.detail());
    }
    if (!(reply instanceof WorkerMessage.Features features)
        || features.number() != clips
        || features.dims() != opened.names().size()
        || features.values().length != (long) features.frames() * features.dims() * Float.BYTES) {
      throw new ExtractionFault(Reason.FAILED, "the answer does not fit the question");
    }
    float[] values = new float[features.frames() * features.dims()];
    ByteBuffer.wrap(features.values()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    if (process.memoryBytes() > settings.memoryLimitBytes()) {
      // It leaks, but this clip is well: the next one gets a fresh process.
      stop();
    }
    return ExtractionFault.requireFinite(
        new FeatureMatrix(features.frames(), features.dims(), values));
  }

  private void ensureOpen() {
    for (int attempt = 1; process == null; attempt++) {
      try {
        process = WorkerProcess.start(childSettings(), CHILD);
        starts++;
        WorkerMessage reply = ask(open, OPEN_SECONDS);
        if (!(reply instanceof WorkerMessage.Opened answer)) {
          throw new ExtractionFault(Reason.FAILED, "the answer does not fit the question");
        }
        opened = answer;
      } catch (ExtractionFault e) {
        List<String> tail = process.kill();
        stop();
        if (attempt == OPEN_ATTEMPTS) {
          throw new WorkerException(
              WorkerException.Kind.FAILED,
              "cannot open %s in %s: %s (%s)"
                  .formatted(open.featureSet(), open.home(), e.getMessage(), e.reason().code()),
              "",
              tail);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start a worker: " + e.getMessage(), e);
      }
    }
  }

  private WorkerSettings childSettings() {
    Path log = settings.logFile() == null ? null : Path.of(settings.logFile());
    return new WorkerSettings(
        settings.heapBytes(), 0, settings.clipSeconds(), 0, 1, null, null, log);
  }

  /** Sends a message and waits for its answer. */
  private WorkerMessage ask(WorkerMessage question, double seconds) throws ExtractionFault {
    long start = System.nanoTime();
    try {
      process.send(question);
      while (true) {
        WorkerProcess.Arrival arrival = process.next(TICK_MILLIS);
        if (arrival == null || arrival.message() instanceof WorkerMessage.Heartbeat) {
          checkLimits((System.nanoTime() - start) / 1e9, seconds);
        } else if (arrival.message() == null) {
          throw new ExtractionFault(
              Reason.CRASHED,
              "its process ended with " + Supervision.describe(process.awaitExit(EXIT_MILLIS)));
        } else if (arrival.message() instanceof WorkerMessage.Failed failed) {
          throw new ExtractionFault(Reason.FAILED, failed.message());
        } else {
          return arrival.message();
        }
      }
    } catch (UncheckedIOException e) {
      throw new ExtractionFault(Reason.CRASHED, "its process closed its input");
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      CancellationException cancel = new CancellationException("interrupted; the worker was ended");
      cancel.initCause(e);
      throw cancel;
    }
  }

  private void checkLimits(double waited, double limit) throws ExtractionFault {
    if (cancelled.getAsBoolean()) {
      stop();
      throw new CancellationException("cancelled; the worker was ended");
    }
    if (waited > limit) {
      throw new ExtractionFault(Reason.TIMEOUT, "no answer within %.0f s".formatted(limit));
    }
    long memory = process.memoryBytes();
    if (memory > settings.memoryLimitBytes()) {
      throw new ExtractionFault(
          Reason.MEMORY,
          "its process used %d MiB, the limit is %d MiB"
              .formatted(memory >> 20, settings.memoryLimitBytes() >> 20));
    }
  }

  private void stop() {
    WorkerProcess ending = process;
    process = null;
    if (ending != null) {
      try {
        ending.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot end a worker", e);
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}
