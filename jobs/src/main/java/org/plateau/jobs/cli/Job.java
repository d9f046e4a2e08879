package org.plateau.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.Plateau;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * One command. A subclass carries {@code @Command(name, description)}, is listed in {@link
 * Plateau}, and implements {@link #run}; the configuration is read and checked before that.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public abstract class Job implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec;

  /**
   * Does the work.
   *
   * @param loaded the checked configuration of the first task
   * @return exit status, see {@link ExitCodes}
   */
  protected abstract int run(LoadedConfig loaded) throws Exception;

  /** False for jobs that write nothing and so need no log file under the warehouse. */
  protected boolean writesWarehouse() {
    return true;
  }

  @Override
  public final Integer call() throws Exception {
    LoadedConfig loaded = common.loadEachTask().get(0);
    if (writesWarehouse()) {
      LogFile.open(loaded.config().warehouse(), spec.name());
    }
    return run(loaded);
  }

  /** The options that every job takes. */
  protected final CommonOptions common() {
    return common;
  }

  /** The configurations of all tasks of {@code --tasks}. */
  protected final List<LoadedConfig> configs() {
    return common.loadEachTask();
  }

  /** Standard output: only what was asked for, never messages. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Standard error: progress and notes. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
