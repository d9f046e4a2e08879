package org.plateau.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One child JVM and the two threads that drain its pipes. Closing ends the child, whatever it does,
 * and joins the threads.
 */
final class WorkerProcess implements AutoCloseable {
  private static final int QUEUED_MESSAGES = 64;
  private static final long WAIT_MILLIS = 5_000;

  /** What arrives from the child: a message, or the end of its messages. */
  record Arrival(WorkerMessage message, IOException error) {}

  private final Process process;
  private final Path argumentFile;
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(QUEUED_MESSAGES);
  private final OutputTail output;
  private final Thread messageThread;
  private final Thread outputThread;

  private WorkerProcess(Process process, Path argumentFile, Path logFile) {
    this.process = process;
    this.argumentFile = argumentFile;
    this.output = new OutputTail(process.getErrorStream(), logFile, process::isAlive);
    String name = "worker-" + process.pid();
    this.messageThread = new Thread(this::readMessages, name + "-messages");
    this.outputThread = new Thread(output, name + "-output");
    messageThread.setDaemon(true);
    outputThread.setDaemon(true);
  }

  static WorkerProcess start(WorkerSettings settings, ChildOptions options) throws IOException {
    Path argumentFile = Files.createTempFile("plateau-worker", ".args");
    boolean started = false;
    try {
      Process process = ChildCommand.of(settings, options, argumentFile).start();
      WorkerProcess worker = new WorkerProcess(process, argumentFile, settings.logFile());
      worker.messageThread.start();
      worker.outputThread.start();
      started = true;
      return worker;
    } finally {
      if (!started) {
        Files.deleteIfExists(argumentFile);
      }
    }
  }

  long pid() {
    return process.pid();
  }

  /** Sends a request; a child that is gone shows in {@link #next}, not here. */
  void send(WorkerMessage message) {
    try {
      Frames.write(process.getOutputStream(), message);
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new java.io.UncheckedIOException("cannot write to worker " + pid(), e);
      }
    }
  }

  /** The next arrival, or null when none came in this time. */
  Arrival next(long millis) throws InterruptedException {
    return arrivals.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Waits for the child's end; its exit status (128 + signal where a signal ended it), or -1. */
  int awaitExit(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /** The child's own memory in bytes (heap and native, without mapped files); -1 if unknown. */
  long memoryBytes() {
    return ProcessMemory.ownBytes(process.pid());
  }

  /** Ends the child at once; waits until it is gone and all its output is read. */
  List<String> kill() {
    // Its own children first: they may hold its pipes open.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // Process.destroyForcibly would close the pipes at once, with what the child wrote last in
    // them.
    process.toHandle().destroyForcibly();
    awaitEnd();
    process.destroyForcibly();
    return output.lines();
  }

  private void readMessages() {
    Arrival last = new Arrival(null, null);
    try {
      try (InputStream in = new BufferedInputStream(process.getInputStream())) {
        for (WorkerMessage message = Frames.read(in); message != null; message = Frames.read(in)) {
          arrivals.put(new Arrival(message, null));
        }
      } catch (IOException e) {
        last = new Arrival(null, e);
      }
      arrivals.put(last);
    } catch (InterruptedException e) {
      // Only kill() interrupts this thread; nobody waits for arrivals any more.
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    messageThread.interrupt();
    boolean interrupted = Thread.interrupted();
    interrupted |= waits(() -> process.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS));
    for (Thread thread : List.of(messageThread, outputThread)) {
      interrupted |= waits(() -> thread.join(WAIT_MILLIS));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  /** Waits, once more after an interrupt; whether there was one. */
  private static boolean waits(Wait wait) {
    boolean interrupted = false;
    for (int i = 0; i < 2; i++) {
      try {
        wait.run();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  @Override
  public void close() throws IOException {
    kill();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // A pipe to a process that is gone: there is nothing left to tell it.
      if (process.isAlive()) {
        throw e;
      }
    } finally {
      Files.deleteIfExists(argumentFile);
    }
  }
}
