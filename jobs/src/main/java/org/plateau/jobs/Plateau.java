package org.plateau.jobs;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Faults;
import org.plateau.jobs.cli.Version;
import org.plateau.jobs.flow.BenchmarkJob;
import org.plateau.jobs.flow.DemoJob;
import org.plateau.jobs.flow.FeaturesJob;
import org.plateau.jobs.flow.ForgetJob;
import org.plateau.jobs.flow.IngestJob;
import org.plateau.jobs.flow.PredictJob;
import org.plateau.jobs.flow.StandinsJob;
import org.plateau.jobs.flow.StatusJob;
import org.plateau.jobs.flow.TrainJob;
import org.plateau.jobs.models.ModelsJob;
import org.plateau.jobs.models.WeightsJob;
import org.plateau.jobs.results.AnalyseJob;
import org.plateau.jobs.results.CompareJob;
import org.plateau.jobs.results.ExportJob;
import org.plateau.jobs.results.ImportPredictionsJob;
import org.plateau.jobs.results.ImportScoresJob;
import org.plateau.jobs.results.ReportJob;
import org.plateau.jobs.results.ScoreJob;
import org.plateau.jobs.results.SqlJob;
import org.plateau.jobs.setup.ConfigJob;
import org.plateau.jobs.setup.DoctorJob;
import org.plateau.jobs.setup.SetupJob;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: one subcommand a job. A new job is a class and one line here. */
@Command(
    name = "submit.sh",
    description = "Measures progress in speech emotion recognition.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "JOB",
    subcommands = {
      DemoJob.class,
      DoctorJob.class,
      ConfigJob.class,
      ModelsJob.class,
      WeightsJob.class,
      StandinsJob.class,
      IngestJob.class,
      ForgetJob.class,
      FeaturesJob.class,
      TrainJob.class,
      PredictJob.class,
      ScoreJob.class,
      AnalyseJob.class,
      CompareJob.class,
      ImportPredictionsJob.class,
      ImportScoresJob.class,
      ReportJob.class,
      BenchmarkJob.class,
      StatusJob.class,
      SqlJob.class,
      ExportJob.class,
      SetupJob.class
    })
public final class Plateau implements Runnable {
  @Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one job and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    int status = run(arguments, System.out, System.err);
    System.out.flush();
    if (status == ExitCodes.SUCCESS) {
      ClassArchive.keep(System.err);
    }
    System.err.flush();
    System.exit(status);
  }

  /**
   * Runs one job within this JVM.
   *
   * @return the exit status, see {@link ExitCodes}
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
    try {
      return new CommandLine(new Plateau())
          .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
          .setErr(errors)
          .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
          .setExpandAtFiles(false)
          .setParameterExceptionHandler(Faults::usage)
          .setExecutionExceptionHandler((e, command, parsed) -> Faults.execution(e, command))
          .execute(arguments);
    } catch (Error e) {
      return Faults.report(e, errors);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a job: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
