package org.plateau.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Watches one child from its start to its last message, on the calling thread. */
final class Supervision {
  private static final long TICK_MILLIS = 100;
  private static final long EXIT_MILLIS = 5_000;

  /** Time for a JVM to come up on a busy host before its first message. */
  private static final double START_SECONDS = 30;

  /** Exit status of a JVM that ends on an OutOfMemoryError. */
  private static final int EXIT_HEAP_FULL = 3;

  private final WorkerSettings settings;
  private final WorkerProcess worker;
  private final BooleanSupplier cancelled;
  private final long startedNanos = System.nanoTime();
  private long heardNanos = startedNanos;
  private boolean heard;
  private long checkedNanos = startedNanos;

  private Supervision(WorkerSettings settings, WorkerProcess worker, BooleanSupplier cancelled) {
    this.settings = settings;
    this.worker = worker;
    this.cancelled = cancelled;
  }

  /** Runs one request; returns the message that ended it well. */
  static WorkerMessage run(
      ChildOptions options,
      WorkerSettings settings,
      WorkerMessage request,
      Consumer<WorkerMessage> progress,
      BooleanSupplier cancelled) {
    try (WorkerProcess worker = WorkerProcess.start(settings, options)) {
      worker.send(request);
      return new Supervision(settings, worker, cancelled).watch(progress);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run a worker: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancel = new CancellationException("interrupted; the worker was ended");
      cancel.initCause(e);
      throw cancel;
    }
  }

  private WorkerMessage watch(Consumer<WorkerMessage> progress) throws InterruptedException {
    while (true) {
      WorkerProcess.Arrival arrival = worker.next(TICK_MILLIS);
      if (arrival == null) {
        checkSilence();
      } else if (arrival.message() == null) {
        throw crashed(arrival.error());
      } else if (arrival.message() instanceof WorkerMessage.Failed failed) {
        worker.awaitExit(EXIT_MILLIS);
        throw new WorkerException(
            WorkerException.Kind.FAILED, failed.message(), failed.stack(), worker.kill());
      } else if (arrival.message() instanceof WorkerMessage.Trained
          || arrival.message() instanceof WorkerMessage.Predicted) {
        worker.awaitExit(EXIT_MILLIS);
        return arrival.message();
      } else {
        progress.accept(arrival.message());
        heardNanos = System.nanoTime();
        heard = true;
      }
      checkLimits();
    }
  }

  /**
   * Called only when nothing waits to be read, so a slow listener is not held against the child.
   */
  private void checkSilence() {
    double silent = seconds(heardNanos);
    double timeout = settings.heartbeatTimeoutSeconds();
    if (silent > (heard ? timeout : Math.max(timeout, START_SECONDS))) {
      throw ended(
          WorkerException.Kind.TIMEOUT,
          "silent for %.1f s, heartbeatTimeoutSeconds is %.1f",
          silent,
          timeout);
    }
  }

  private void checkLimits() {
    long now = System.nanoTime();
    if (now - checkedNanos < TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
      return;
    }
    checkedNanos = now;
    if (cancelled.getAsBoolean()) {
      worker.kill();
      throw new CancellationException("cancelled; the worker was ended");
    }
    double limit = settings.runTimeoutSeconds();
    if (limit > 0 && seconds(startedNanos) > limit) {
      throw ended(WorkerException.Kind.TIMEOUT, "ran longer than runTimeoutSeconds %.1f", limit);
    }
    long memory = settings.memoryLimitBytes() > 0 ? worker.memoryBytes() : 0;
    if (memory > settings.memoryLimitBytes()) {
      throw ended(
          WorkerException.Kind.MEMORY,
          "used %d MiB, memoryLimitBytes is %d MiB: raise the limit or take smaller batches",
          memory >> 20,
          settings.memoryLimitBytes() >> 20);
    }
  }

  private WorkerException crashed(IOException error) throws InterruptedException {
    int status = worker.awaitExit(EXIT_MILLIS);
    List<String> tail = worker.kill();
    if (status == EXIT_HEAP_FULL) {
      return new WorkerException(
          WorkerException.Kind.MEMORY,
          "its Java heap of %d MiB is full: raise heapBytes".formatted(settings.heapBytes() >> 20),
          "",
          tail);
    }
    String cause = error == null ? "" : "; its messages broke off: " + error.getMessage();
    return new WorkerException(
        WorkerException.Kind.CRASHED, "ended with " + describe(status) + cause, "", tail);
  }

  /** What an exit status says; -1 for a process that still runs. */
  static String describe(int status) {
    return switch (status) {
      case -1 -> "its channel closed while it went on running";
      case 128 + 6 -> "signal 6 (abort in native code)";
      case 128 + 9 -> "signal 9 (killed, perhaps by the system for want of memory)";
      case 128 + 11 -> "signal 11 (bad memory access in native code)";
      default -> status > 128 ? "signal " + (status - 128) : "exit status " + status;
    };
  }

  private WorkerException ended(WorkerException.Kind kind, String format, Object... values) {
    List<String> tail = worker.kill();
    return new WorkerException(kind, String.format(Locale.ROOT, format, values), "", tail);
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }
}
