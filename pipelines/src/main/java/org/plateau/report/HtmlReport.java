package org.plateau.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.report.data.Evidence;
import org.plateau.report.data.QueryRunner;
import org.plateau.report.data.Relations;
import org.plateau.report.data.ReportHeader;
import org.plateau.report.html.PageFrame;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Styles;
import org.plateau.report.pages.Theme;
import org.plateau.report.pages.analysis.Against;
import org.plateau.report.pages.analysis.Agreement;
import org.plateau.report.pages.analysis.Difficulty;
import org.plateau.report.pages.analysis.Fairness;
import org.plateau.report.pages.analysis.Overview;
import org.plateau.report.pages.analysis.Probing;
import org.plateau.report.pages.analysis.Progress;
import org.plateau.report.pages.analysis.Robustness;
import org.plateau.report.pages.analysis.Tasks;
import org.plateau.report.pages.analysis.TextAndAudio;
import org.plateau.report.pages.analysis.Transfer;
import org.plateau.report.pages.analysis.Tuning;
import org.plateau.report.pages.runs.Confusions;
import org.plateau.report.pages.runs.Recordings;
import org.plateau.report.pages.runs.Runs;
import org.plateau.report.pages.runs.Scores;
import org.plateau.report.pages.runs.Speakers;
import org.plateau.report.pages.runs.Training;

/**
 * The report: an overview and a page a theme, in one folder, without need of a network. The same
 * rows give the same bytes.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** The themes in the order of the links. */
  public static List<Theme> themes() {
    List<Theme> themes = new ArrayList<>();
    themes.add(new Tasks());
    themes.add(new Progress());
    themes.add(new Fairness());
    themes.add(new Robustness());
    themes.add(new Transfer());
    themes.add(new Agreement());
    themes.add(new Difficulty());
    themes.add(new TextAndAudio());
    themes.add(new Tuning());
    themes.add(new Probing());
    themes.add(new Against());
    themes.add(new Scores());
    themes.add(new Speakers());
    themes.add(new Confusions());
    themes.add(new Training());
    themes.add(new Runs());
    themes.add(new Recordings());
    themes.add(0, new Overview(List.copyOf(themes)));
    return themes;
  }

  /**
   * The pages as texts by file name, {@code index.html} first.
   *
   * @param header title, warehouse, software
   * @param runner gives the rows of the relations
   */
  public static Map<String, String> render(ReportHeader header, QueryRunner runner) {
    Evidence evidence = new Evidence(runner);
    Styles styles = new Styles(evidence.rows(Relations.MODELS));
    List<Theme> themes = themes();
    List<PageFrame.Link> links =
        themes.stream().map(theme -> new PageFrame.Link(theme.file(), theme.title())).toList();
    PageFrame frame = new PageFrame(header.title(), links);
    Map<String, String> pages = new LinkedHashMap<>();
    for (int i = 0; i < themes.size(); i++) {
      Theme theme = themes.get(i);
      pages.put(
          theme.file(),
          frame.render(links.get(i), out -> theme.draw(new Sheet(out, evidence, header, styles))));
    }
    return pages;
  }

  /**
   * Writes the pages. Readers of a page see the old one or the new one, never half of one.
   *
   * @param folder where the pages go; made if absent
   * @return the path of the overview
   * @throws IOException if a file cannot be written
   */
  public static Path write(ReportHeader header, QueryRunner runner, Path folder)
      throws IOException {
    Map<String, String> pages = render(header, runner);
    Files.createDirectories(folder);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path temporary = folder.resolve("." + page.getKey() + ".tmp");
      try {
        Files.writeString(temporary, page.getValue(), StandardCharsets.UTF_8);
        Files.move(temporary, folder.resolve(page.getKey()), StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
    return folder.resolve("index.html");
  }
}
