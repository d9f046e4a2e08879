package org.plateau.jobs.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress of long work on standard error: a bar with the time left on a terminal, else a line a
 * minute. Methods may be called from any thread.
 */
public final class Progress implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final int BAR_WIDTH = 100;
  private static final int BAR_MILLISECONDS = 500;

  private final String what;
  private final long total;
  private final PrintStream err;
  private final InstantSource clock;
  private final Instant start;
  private final ProgressBar bar;
  private Instant lastLine;
  private long done;

  /**
   * Starts to show progress on standard error; submit.sh says whether that is a terminal.
   *
   * @param what the work, one or two words
   * @param total steps in all, >= 0
   */
  public static Progress start(String what, long total) {
    boolean terminal = "1".equals(System.getenv("PLATEAU_TERMINAL"));
    return new Progress(what, total, System.err, InstantSource.system(), terminal);
  }

  Progress(String what, long total, PrintStream err, InstantSource clock, boolean terminal) {
    if (total < 0) {
      throw new IllegalArgumentException("total = %d: must be >= 0".formatted(total));
    }
    this.what = what;
    this.total = total;
    this.err = err;
    this.clock = clock;
    this.start = clock.instant();
    this.lastLine = start;
    this.bar = terminal ? bar(what, total, err) : null;
  }

  /** Says how many steps are done by now; never goes back. */
  public synchronized void reached(long steps) {
    done = Math.max(done, Math.min(steps, total));
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    Instant now = clock.instant();
    if (!now.isBefore(lastLine.plus(BETWEEN_LINES))) {
      lastLine = now;
      err.println(line(now));
    }
  }

  /** Counts more steps as done. */
  public synchronized void advance(long steps) {
    reached(done + steps);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private String line(Instant now) {
    double elapsed = Duration.between(start, now).toMillis() / 1000.0;
    // Less than one step in a hundred foretells nothing.
    boolean early = done * 100 < total || done == 0;
    String left = early ? "" : ", about %s left".formatted(time(elapsed * (total - done) / done));
    return String.format(
        Locale.ROOT,
        "%s: %d of %d (%d %%) after %s%s",
        what,
        done,
        total,
        total == 0 ? 100 : done * 100 / total,
        time(elapsed),
        left);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static ProgressBar bar(String what, long total, PrintStream err) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(BAR_MILLISECONDS)
        .setConsumer(new ConsoleProgressBarConsumer(err, BAR_WIDTH))
        .build();
  }
}
