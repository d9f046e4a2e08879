package org.plateau.jobs.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.corpus.standins.StandInCorpora;
import org.plateau.corpus.standins.Voices;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes synthetic corpora in real layouts, or predictions of made-up models. */
@Command(
    name = "standins",
    description =
        "Write synthetic corpora in their real layouts, or predictions with known UARs, to rehearse with.",
    footer = {
      "",
      "One corpus lies in DIR itself, several in DIR/<corpus>. Equal options give equal bytes.",
      "expected-*.csv beside the MSP-Podcast releases say what an ingest must find.",
      "",
      "Examples:",
      "  ./submit.sh standins /tmp/emodb-standin --clips 200",
      "  ./submit.sh standins /tmp/msp --corpus msp-podcast --clips 400 --releases 1.9,1.10,2.0",
      "  ./submit.sh standins /tmp/all --corpus all --clips 200 --defects",
      "  ./submit.sh standins /tmp/big --corpus msp-podcast --clips 150000 --seconds 1.1"
          + " --releases 2.0",
      "  ./submit.sh standins /tmp/msp --corpus msp-podcast --from-emodb /data/emodb",
      "  ./submit.sh ingest --set corpora.emodb.path=/tmp/emodb-standin",
      "  ./submit.sh standins --predictions /tmp/rehearsal.parquet > uars.csv",
      "  ./submit.sh import-predictions /tmp/rehearsal.parquet"
    })
public final class StandinsJob extends Job {
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
      names = "--corpus",
      split = ",",
      paramLabel = "NAME",
      description =
          "emodb, fau-aibo, iemocap, msp-podcast, tau-uavs, several of them, or all."
              + " Default: emodb.")
  private List<String> corpora = List.of("emodb");

  @Option(
      names = "--clips",
      paramLabel = "N",
      description =
          "Recordings of each corpus (of its newest release); default demo.clips. With --predictions:"
              + " clips of each task; default as in the paper.")
  private Integer clips;

  @Option(names = "--seed", paramLabel = "N", description = "Default: demo.seed.")
  private Long seed;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "Clips of this length by a simpler voice, thousands a second. Default: voices as long as"
              + " their sentences (tau-uavs: 10 s).")
  private Double seconds;

  @Option(
      names = "--releases",
      split = ",",
      paramLabel = "R",
      description = "Releases of msp-podcast, each a little different. Default: 1.11.")
  private List<String> releases = List.of("1.11");

  @Option(
      names = "--from-emodb",
      paramLabel = "DIR",
      description = "Real EmoDB recordings in the layout of msp-podcast, in place of voices.")
  private Path fromEmodb;

  @Option(
      names = "--defects",
      description =
          "Add files and lines that must be set aside; expected-quarantine.csv lists them.")
  private boolean defects;

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
    OptionalDouble length = seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    if (fromEmodb != null && !corpora.equals(List.of("msp-podcast"))) {
      throw new UserException(
          "--from-emodb: %s goes with --corpus msp-podcast alone; add that option"
              .formatted(fromEmodb));
    }
    StandInCorpora standIns =
        new StandInCorpora(number, new Voices(from, length), releases, fromEmodb, defects);
    TreeSet<String> names = new TreeSet<>(StandInCorpora.checked(corpora));
    for (String corpus : names) {
      Path target = names.size() == 1 ? folder : folder.resolve(corpus);
      standIns.write(corpus, target);
      out().println(target.toAbsolutePath().normalize());
    }
    out().flush();
    return ExitCodes.SUCCESS;
  }
}
