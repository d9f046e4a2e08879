package org.plateau.config;

/**
 * A mistake that the user can mend. Its message is one line: the name, the value, the rule, and the
 * remedy. Jobs print exactly this line and exit with status 2, without a stack trace.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    super(oneLine(message));
  }

  public UserException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
  }
}
