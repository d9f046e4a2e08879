package org.plateau.stages;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A small thing done beside a larger one: planning a query leaves a processor idle. */
public final class Meanwhile<T> implements Supplier<T> {
  private final CompletableFuture<T> future;

  private Meanwhile(CompletableFuture<T> future) {
    this.future = future;
  }

  /** Begins it in another thread. */
  public static <T> Meanwhile<T> of(Supplier<T> work) {
    return new Meanwhile<>(CompletableFuture.supplyAsync(work));
  }

  /** Waits for it; what it threw is thrown here as it was. */
  @Override
  public T get() {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
