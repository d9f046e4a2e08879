package org.plateau.jobs;

import java.io.IOException;
import java.nio.file.Path;
import org.plateau.config.LoadedConfig;
import org.plateau.corpus.standins.EmodbStandIn;
import org.plateau.corpus.standins.StandInSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a synthetic corpus in a real layout. */
@Command(
    name = "standins",
    description = "Write a synthetic corpus in the layout of EmoDB, to rehearse with.",
    footer = {
      "",
      "Example:",
      "  ./submit.sh standins /tmp/emodb-standin --clips 200",
      "  ./submit.sh ingest --set corpora.emodb.path=/tmp/emodb-standin"
    })
final class StandinsJob extends Job {
  @Parameters(index = "0", paramLabel = "DIR", description = "Folder to write; made if absent.")
  private Path folder;

  @Option(
      names = "--clips",
      paramLabel = "N",
      description = "Recordings in all. Default: demo.clips.")
  private Integer clips;

  @Option(names = "--seed", paramLabel = "N", description = "Default: demo.seed.")
  private Long seed;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    int number = clips == null ? loaded.config().demo().clips() : clips;
    long from = seed == null ? loaded.config().demo().seed() : seed;
    EmodbStandIn.write(folder, new StandInSettings(number, from, EmodbStandIn.allSpeakers()));
    out().println(folder.toAbsolutePath().normalize());
    out().flush();
    return ExitCodes.SUCCESS;
  }
}
