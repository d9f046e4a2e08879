package org.plateau.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.plateau.config.Nearest;
import org.plateau.config.UserException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line and an exit status. */
public final class Faults {
  private static final int DEEPEST = 50;
  private static final List<String> FULL =
      List.of("No space left on device", "File too large", "Disk quota exceeded");

  private Faults() {}

  /** For picocli: the command line itself is wrong. */
  public static int usage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(oneLine(usageMessage(e)));
    command.getErr().flush();
    return ExitCodes.USER;
  }

  /** For picocli: the job threw. */
  public static int execution(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    int status = report(e, err);
    err.flush();
    return status;
  }

  /** Prints the line or lines and returns the status. */
  public static int report(Throwable thrown, PrintWriter err) {
    if (thrown instanceof FailedRunsException failed) {
      failed.runs().forEach(run -> err.println(oneLine(run)));
      return ExitCodes.FAILED_RUNS;
    }
    Optional<String> userLine = userLine(thrown);
    if (userLine.isPresent()) {
      err.println(userLine.get());
      return ExitCodes.USER;
    }
    String trace =
        LogFile.writeTrace(thrown).map(file -> "; trace in " + file).orElse("; no trace written");
    err.println(oneLine(thrown.getClass().getSimpleName() + ": " + firstLine(thrown)) + trace);
    return ExitCodes.DEFECT;
  }

  private static Optional<String> userLine(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof UserException) {
        return Optional.of(oneLine(cause.getMessage()));
      }
      String message = String.valueOf(cause.getMessage());
      Optional<String> full = FULL.stream().filter(message::contains).findFirst();
      if (full.isPresent()) {
        return Optional.of(
            "%s: %s; free space or choose another folder by --warehouse"
                .formatted(
                    LogFile.current().map(Object::toString).orElse("warehouse"), full.get()));
      }
    }
    return Optional.empty();
  }

  private static String usageMessage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      boolean option = word.startsWith("-");
      boolean job = !option && command.getParent() == null;
      List<String> candidates =
          option
              ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
              : List.copyOf(command.getSubcommands().keySet());
      String hint =
          Nearest.of(option ? word.replaceFirst("=.*", "") : word, candidates)
              .map(near -> "; did you mean %s?".formatted(near))
              .orElse("");
      String kind = option ? "option" : job ? "job" : "argument";
      return "%s: no such %s%s (--help lists them)".formatted(word, kind, hint);
    }
    return e.getMessage() + " (--help explains)";
  }

  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
  }
}
