package org.plateau.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes the report: one HTML page that needs no network, no script and no other file. The same
 * data give the same bytes.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page. Readers see the old page or the new one, never half of one.
   *
   * @param data what to show
   * @param indexHtml the file to write; its folder is made if absent
   * @throws IOException if the file cannot be written
   */
  public static void write(ReportData data, Path indexHtml) throws IOException {
    byte[] page = render(data).getBytes(StandardCharsets.UTF_8);
    Path folder = indexHtml.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + indexHtml.getFileName() + ".tmp");
    try {
      Files.write(temporary, page);
      Files.move(temporary, indexHtml, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The page as text. */
  public static String render(ReportData data) {
    return new Page(data).render();
  }
}
