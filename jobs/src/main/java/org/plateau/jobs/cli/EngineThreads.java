package org.plateau.jobs.cli;

/** Fixes the threads of the tensor engine in this JVM, which must happen before it loads. */
public final class EngineThreads {
  private EngineThreads() {}

  public static void fix(int threads) {
    setIfAbsent("ai.djl.pytorch.num_threads", threads);
    setIfAbsent("ai.djl.pytorch.num_interop_threads", 1);
  }

  private static void setIfAbsent(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }
}
