package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * The only owner of automatic differentiation. PyTorch keeps the gradient mode per thread and a
 * fresh thread has it on, so every forward pass runs inside {@link #record()} or {@link
 * #inference(Supplier)}. Both restore the mode that they found. Unlike the engine's own collector,
 * several threads may record at once.
 */
public final class Gradients {
  private Gradients() {}

  /** Starts to record on this thread; close it on the same thread. */
  public static Recording record() {
    return new Recording();
  }

  /** Runs {@code body} on this thread without recording and returns its value. */
  public static <T> T inference(Supplier<T> body) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return body.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Runs {@code body} on this thread without recording, for example to change weights. */
  public static void withoutRecording(Runnable body) {
    inference(
        () -> {
          body.run();
          return null;
        });
  }

  /** True while operations on this thread are recorded. */
  public static boolean recording() {
    return JniUtils.isGradMode();
  }

  /** Marks a tensor as a parameter: {@link Recording#backward} then leaves a gradient on it. */
  public static void require(NDArray parameter) {
    parameter.setRequiresGradient(true);
  }

  /**
   * The gradient that the last backward passes summed up, zeros where none reached the parameter.
   *
   * @return a handle on the parameter's manager; the caller closes it
   */
  public static NDArray of(NDArray parameter) {
    return parameter.getGradient();
  }

  /** Sets the gradients to zero; they add up otherwise. */
  public static void zero(Iterable<NDArray> parameters) {
    for (NDArray parameter : parameters) {
      JniUtils.zeroGrad((PtNDArray) parameter);
    }
  }

  /** A scope on one thread in which operations are recorded for a backward pass. */
  public static final class Recording implements AutoCloseable {
    private final boolean before;
    private final Thread owner;

    private Recording() {
      owner = Thread.currentThread();
      before = JniUtils.isGradMode();
      JniUtils.setGradMode(true);
    }

    /** Adds the gradients of {@code loss}, a scalar, to the parameters and drops its graph. */
    public void backward(NDArray loss) {
      if (loss.size() != 1) {
        throw new IllegalArgumentException(
            "loss must be one number, found shape "
                + loss.getShape()
                + "; reduce it or pass the upstream gradient");
      }
      try (NDArray one = loss.onesLike()) {
        backward(loss, one);
      }
    }

    /**
     * Vector-Jacobian product: adds the gradients of {@code sum(output * upstream)}.
     *
     * @param output any shape
     * @param upstream same shape as {@code output}
     */
    public void backward(NDArray output, NDArray upstream) {
      requireOwner();
      if (!output.getShape().equals(upstream.getShape())) {
        throw new IllegalArgumentException(
            "upstream gradient must have the output's shape "
                + output.getShape()
                + ", found "
                + upstream.getShape());
      }
      JniUtils.backward((PtNDArray) output, (PtNDArray) upstream, false, false);
    }

    @Override
    public void close() {
      requireOwner();
      JniUtils.setGradMode(before);
    }

    private void requireOwner() {
      if (Thread.currentThread() != owner) {
        throw new IllegalStateException(
            "a recording belongs to its thread "
                + owner.getName()
                + ", used on "
                + Thread.currentThread().getName());
      }
    }
  }
}
