package org.plateau.stages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.plateau.report.Columns;
import org.plateau.report.HtmlReport;
import org.plateau.report.ReportData;
import org.plateau.report.ReportHeader;
import org.plateau.report.ReportQueries;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;

/** Fills the report from the tables and writes its page. */
public final class WriteReport {
  private final Warehouse warehouse;

  public WriteReport(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Writes the page.
   *
   * @param header title, software, missing parts
   * @param experiments names of experiments; none means all
   * @param indexHtml the page
   */
  public void execute(ReportHeader header, List<String> experiments, Path indexHtml)
      throws IOException {
    for (TableSpec table : Tables.all()) {
      warehouse.read(table).createOrReplaceTempView(table.name());
    }
    try {
      ReportData data = ReportData.load(header, ReportQueries.of(experiments), this::rows);
      HtmlReport.write(data, indexHtml);
    } finally {
      Tables.all().forEach(table -> warehouse.spark().catalog().dropTempView(table.name()));
    }
  }

  private List<Columns> rows(String sql) {
    return warehouse.spark().sql(sql).collectAsList().stream()
        .map(row -> (Columns) row::getAs)
        .toList();
  }
}
