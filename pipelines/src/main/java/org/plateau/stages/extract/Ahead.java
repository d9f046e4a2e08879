package org.plateau.stages.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Maps an iterator by several workers at once, in order; at most two results a worker wait. Closing
 * ends the threads and closes the workers.
 *
 * @param <J> a job
 * @param <R> its result
 */
final class Ahead<J, R> implements Iterator<R>, AutoCloseable {
  private static final long JOIN_SECONDS = 30;

  /** Does one job after the other; never used by two threads at once. */
  interface Worker<J, R> extends AutoCloseable {
    R work(J job);

    @Override
    void close();
  }

  private final Iterator<J> jobs;
  private final Supplier<Worker<J, R>> workers;
  private final ExecutorService executor;
  private final ConcurrentLinkedQueue<Worker<J, R>> idle = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Worker<J, R>> all = new ConcurrentLinkedQueue<>();
  private final Deque<Future<R>> waiting = new ArrayDeque<>();
  private final int depth;

  Ahead(int threads, Iterator<J> jobs, Supplier<Worker<J, R>> workers) {
    this.jobs = jobs;
    this.workers = workers;
    this.depth = 2 * threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            body -> {
              Thread thread = new Thread(body, "plateau-extract");
              thread.setDaemon(true);
              return thread;
            });
  }

  private void fill() {
    while (waiting.size() < depth && jobs.hasNext()) {
      J job = jobs.next();
      waiting.add(executor.submit(() -> work(job)));
    }
  }

  private R work(J job) {
    Worker<J, R> worker = idle.poll();
    if (worker == null) {
      worker = workers.get();
      all.add(worker);
    }
    try {
      return worker.work(job);
    } finally {
      idle.add(worker);
    }
  }

  @Override
  public boolean hasNext() {
    fill();
    return !waiting.isEmpty();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all jobs are done");
    }
    try {
      return waiting.poll().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for features", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("extraction failed", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(JOIN_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("an extraction thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      List<Worker<J, R>> open = new ArrayList<>(all);
      open.forEach(Worker::close);
    }
  }
}
