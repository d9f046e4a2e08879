package org.plateau.worker;

import java.util.List;
import java.util.Locale;

/** A child process that did not deliver. Its parent and all other runs are unharmed. */
public final class WorkerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How it ended. */
  public enum Kind {
    /** The process ended without a word: native crash, signal, no start. */
    CRASHED,
    /** Silent for too long, or ran too long, and was ended. */
    TIMEOUT,
    /** Passed its memory limit or filled its heap, and was ended. */
    MEMORY,
    /** The task threw; the message is the child's. */
    FAILED
  }

  private final Kind kind;
  private final String childStack;
  private final List<String> stderrTail;

  public WorkerException(Kind kind, String message, String childStack, List<String> stderrTail) {
    super("worker " + kind.name().toLowerCase(Locale.ROOT) + ": " + message);
    this.kind = kind;
    this.childStack = childStack;
    this.stderrTail = List.copyOf(stderrTail);
  }

  public Kind kind() {
    return kind;
  }

  /** Stack trace of the exception that the task threw, or empty. */
  public String childStack() {
    return childStack;
  }

  /** The last lines the child printed, oldest first; at most 200. */
  public List<String> stderrTail() {
    return stderrTail;
  }

  /** Message, the child's stack trace and its last lines, for a log file. */
  public String details() {
    StringBuilder text = new StringBuilder(getMessage()).append('\n');
    if (!childStack.isEmpty()) {
      text.append(childStack.stripTrailing()).append('\n');
    }
    if (!stderrTail.isEmpty()) {
      text.append("last output of the worker:\n");
      stderrTail.forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }
}
