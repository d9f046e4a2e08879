package org.plateau.nn.input;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Computes results ahead of their use on background threads and hands them out in the order of the
 * jobs, so the number of threads changes nothing but the time. At most two results a thread wait.
 * Closing ends and joins the threads.
 *
 * @param <J> a job
 * @param <R> its result
 */
public final class Prefetcher<J, R> implements Iterator<R>, AutoCloseable {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final Iterator<? extends J> jobs;
  private final Supplier<Function<J, R>> workers;
  private final ConcurrentLinkedQueue<Function<J, R>> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor;
  private final Deque<Future<R>> waiting = new ArrayDeque<>();
  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
  private final int depth;

  /**
   * Starts to work at once.
   *
   * @param threads number of background threads, >= 1
   * @param workers makes one function a thread; a function is never used by two threads at once
   */
  public Prefetcher(int threads, Iterator<? extends J> jobs, Supplier<Function<J, R>> workers) {
    this.jobs = jobs;
    this.workers = workers;
    this.depth = 2 * threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            body -> {
              Thread thread = new Thread(body, "plateau-prefetch-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              started.add(thread);
              return thread;
            });
    fill();
  }

  private void fill() {
    while (waiting.size() < depth && jobs.hasNext()) {
      J job = jobs.next();
      waiting.add(executor.submit(() -> compute(job)));
    }
  }

  private R compute(J job) {
    Function<J, R> worker = idle.poll();
    if (worker == null) {
      worker = workers.get();
    }
    try {
      return worker.apply(job);
    } finally {
      idle.add(worker);
    }
  }

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty();
  }

  @Override
  public R next() {
    Future<R> head = waiting.poll();
    if (head == null) {
      throw new NoSuchElementException("all jobs are done");
    }
    try {
      R result = head.get();
      fill();
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException("preparing a batch failed", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    boolean interrupted = false;
    for (Thread thread : started) {
      interrupted |= join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the thread's end whatever happens; true if interrupted meanwhile. */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
