package org.plateau.jobs.results;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Sessions;
import org.plateau.stages.Sql;
import org.plateau.stages.sql.SqlFormat;
import org.plateau.stages.sql.SqlViews;
import org.plateau.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers queries over the tables and views; without a query it reads them line by line. */
@Command(
    name = "sql",
    description = "Answer a Spark SQL query over the tables and views of conf/sql, read only.",
    footer = {
      "",
      "Examples:",
      "  ./submit.sh sql \"SELECT model, avg(value) FROM scores WHERE metric = 'uar' GROUP BY ALL\"",
      "  ./submit.sh sql --format csv \"SELECT * FROM runs\" > runs.csv"
    })
public final class SqlJob extends Job {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "QUERY",
      description = "One SELECT, WITH, SHOW, DESCRIBE or EXPLAIN. Without it: a shell.")
  private String query;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, csv or json. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    SqlFormat printer = SqlFormat.named(format);
    try (Sessions.Lease lease = Sessions.lease("sql", loaded.config())) {
      Warehouse warehouse = Warehouse.openExisting(lease.spark(), loaded.config().warehouse());
      Map<String, String> views = SqlViews.load(Home.conf().resolve("sql"));
      Sql sql = new Sql(warehouse, views);
      if (query == null) {
        shell(sql, printer);
      } else {
        sql.print(query, printer, out());
      }
      out().flush();
    }
    return ExitCodes.SUCCESS;
  }

  private void shell(Sql sql, SqlFormat printer) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (true) {
      err().print("plateau> ");
      err().flush();
      String line = lines.readLine();
      if (line == null || line.strip().equals("exit") || line.strip().equals("quit")) {
        return;
      }
      if (!line.isBlank()) {
        answer(sql, printer, line);
      }
    }
  }

  private void answer(Sql sql, SqlFormat printer, String line) throws IOException {
    try {
      sql.print(line, printer, out());
      out().flush();
    } catch (UserException e) {
      err().println(e.getMessage());
    }
  }
}
