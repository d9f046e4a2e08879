package org.plateau.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.corpus.standins.EmodbStandIn;
import org.plateau.corpus.standins.StandInSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a synthetic corpus in a real layout, or predictions of made-up models. */
@Command(
    name = "standins",
    description =
        "Write a synthetic corpus in the layout of EmoDB, or predictions with known UARs, to rehearse with.",
    footer = {
      "",
      "Example:",
      "  ./submit.sh standins /tmp/emodb-standin --clips 200",
      "  ./submit.sh ingest --set corpora.emodb.path=/tmp/emodb-standin",
      "  ./submit.sh standins --predictions /tmp/rehearsal.parquet > uars.csv",
      "  ./submit.sh import-predictions /tmp/rehearsal.parquet"
    })
final class StandinsJob extends Job {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder of the corpus; made if absent.")
  private Path folder;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description =
          "Write predictions to a file that ends in .parquet, .csv or .jsonl, and print each UAR.")
  private Path predictions;

  @Option(
      names = "--number-of-models",
      paramLabel = "N",
      defaultValue = "43",
      description = "With --predictions: models. Default: ${DEFAULT-VALUE}.")
  private int models;

  @Option(
      names = "--conditions",
      split = ",",
      paramLabel = "A,B",
      defaultValue = "clean,tau@0dB",
      description = "With --predictions: conditions on MSP-Podcast. Default: ${DEFAULT-VALUE}.")
  private List<String> conditions;

  @Option(
      names = "--clips",
      paramLabel = "N",
      description =
          "Recordings in all; default demo.clips. With --predictions: clips of each task; default as"
              + " in the paper.")
  private Integer clips;

  @Option(names = "--seed", paramLabel = "N", description = "Default: demo.seed.")
  private Long seed;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    if ((folder == null) == (predictions == null)) {
      throw new UserException("standins: give either DIR or --predictions FILE (--help explains)");
    }
    long from = seed == null ? loaded.config().demo().seed() : seed;
    if (predictions != null) {
      new PredictionStandIns(predictions, models, conditions, clips, from).write(configs(), out());
      return ExitCodes.SUCCESS;
    }
    int number = clips == null ? loaded.config().demo().clips() : clips;
    EmodbStandIn.write(folder, new StandInSettings(number, from, EmodbStandIn.allSpeakers()));
    out().println(folder.toAbsolutePath().normalize());
    out().flush();
    return ExitCodes.SUCCESS;
  }
}
