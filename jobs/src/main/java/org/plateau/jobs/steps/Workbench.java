package org.plateau.jobs.steps;

import java.io.IOException;
import java.io.PrintWriter;
import org.plateau.config.LoadedConfig;
import org.plateau.config.PlateauConfig;
import org.plateau.jobs.cli.Home;
import org.plateau.models.ModelCatalogue;
import org.plateau.tables.Warehouse;

/**
 * What the jobs of the flow share: one session, one warehouse, one configuration, and the steps of
 * the flow, which tell on standard error what they did.
 */
public final class Workbench implements AutoCloseable {
  private final Sessions.Lease lease;
  private final Warehouse warehouse;
  private final IngestSteps ingest;
  private final FeatureSteps features;
  private final RunSteps runs;
  private final ResultSteps results;

  private Workbench(
      LoadedConfig loaded,
      ModelCatalogue catalogue,
      Sessions.Lease lease,
      Warehouse warehouse,
      PrintWriter err) {
    PlateauConfig config = loaded.config();
    this.lease = lease;
    this.warehouse = warehouse;
    this.ingest = new IngestSteps(warehouse, config, err);
    this.features = new FeatureSteps(warehouse, config);
    this.runs = new RunSteps(loaded, warehouse, features, catalogue, err);
    this.results = new ResultSteps(warehouse, config, catalogue, err);
  }

  /** Opens a session and a warehouse that this job may write. */
  public static Workbench open(String job, LoadedConfig loaded, PrintWriter err) {
    ModelCatalogue catalogue = Home.catalogue(loaded);
    Sessions.Lease lease = Sessions.lease(job, loaded.config());
    try {
      Warehouse warehouse = Warehouse.open(lease.spark(), loaded.config().warehouse());
      return new Workbench(loaded, catalogue, lease, warehouse, err);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  public IngestSteps ingest() {
    return ingest;
  }

  public FeatureSteps features() {
    return features;
  }

  public RunSteps runs() {
    return runs;
  }

  public ResultSteps results() {
    return results;
  }

  /** Trains, predicts and scores what is missing, and marks runs that guess. */
  public void benchmark(RunSteps.Plan plan) throws IOException {
    runs.train(plan);
    runs.predict(plan);
    results.score();
    results.analyse();
    runs.markGuesses(plan);
  }

  @Override
  public void close() {
    lease.close();
  }
}
