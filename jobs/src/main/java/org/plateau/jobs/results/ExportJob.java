package org.plateau.jobs.results;

import java.nio.file.Path;
import java.util.List;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Sessions;
import org.plateau.stages.Export;
import org.plateau.stages.export.ExportFormat;
import org.plateau.stages.sql.SqlViews;
import org.plateau.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes result tables and views as files. */
@Command(
    name = "export",
    description = "Write result tables and views as files, one each, for papers and data frames.",
    footer = {
      "",
      "csv and parquet hold all digits; markdown and latex round to three decimals.",
      "",
      "Examples:",
      "  ./submit.sh export results --format csv,latex --views paper_table_1,paper_table_2",
      "  ./submit.sh export results --format parquet"
    })
public final class ExportJob extends Job {
  @Parameters(index = "0", paramLabel = "DIR", description = "Folder to write; made if absent.")
  private Path folder;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "A,B",
      defaultValue = "csv",
      description = "Among csv, parquet, markdown, latex. Default: ${DEFAULT-VALUE}.")
  private List<String> formats;

  @Option(
      names = "--views",
      split = ",",
      paramLabel = "A,B",
      description = "Only these tables and views. Default: all results.")
  private List<String> views = List.of();

  @Option(
      names = "--include-utterance-level",
      description = "Also what names single clips, like predictions, labels and transcripts.")
  private boolean clips;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) {
    List<ExportFormat> chosen = ExportFormat.named(formats);
    try (Sessions.Lease lease = Sessions.lease("export", loaded.config())) {
      Warehouse warehouse = Warehouse.openExisting(lease.spark(), loaded.config().warehouse());
      Export export = new Export(warehouse, SqlViews.load(Home.conf().resolve("sql")));
      List<Path> files =
          export.execute(new Export.Request(folder.toAbsolutePath(), chosen, views, clips));
      files.forEach(out()::println);
      out().flush();
    }
    return ExitCodes.SUCCESS;
  }
}
