package org.plateau.corpus.tau;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.CsvHeader;
import org.plateau.corpus.labels.CsvTable;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.layout.AudioNames;

/**
 * A list of recordings with their scenes: {@code meta.csv} or a fold of {@code evaluation_setup}.
 * The separator is a tab despite the name, and a comma in derived copies. A test list has no scene.
 *
 * @param path of the file
 * @param rows recordings in the order of the lines, each once
 */
record FoldList(String path, List<SceneName> rows) {
  private static final String FILE = "filename_audio";
  private static final String SCENE = "scene_label";

  /** Reads a list; rows that contradict their name are set aside. */
  static FoldList read(FileTree tree, String path, Defects defects) {
    List<SceneName> rows = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    CsvTable.read(
        tree,
        path,
        defects,
        FoldList::header,
        row -> {
          SceneName name = name(row);
          if (seen.add(name.utterance())) {
            rows.add(name);
          }
        });
    return new FoldList(path, List.copyOf(rows));
  }

  private static CsvHeader header(String line) throws LabelException {
    return CsvHeader.parse(line, List.of(FILE));
  }

  private static SceneName name(CsvHeader.Row row) throws LabelException {
    String file = row.get(FILE);
    String stem = AudioNames.stem(file.substring(file.lastIndexOf('/') + 1));
    SceneName name =
        SceneName.parse(stem)
            .orElseThrow(
                () ->
                    LabelException.badLine(
                        file + ": a name is scene, city, location and segment, joined by -"));
    String scene = row.get(SCENE);
    if (!scene.isEmpty() && !scene.equals(name.scene())) {
      throw LabelException.badLine("%s: scene_label is %s".formatted(file, scene));
    }
    return name;
  }

  /** The first rows of each scene and city, in the order of the lines. */
  List<SceneName> firstOfEach(int most) {
    Map<String, Integer> taken = new HashMap<>();
    List<SceneName> first = new ArrayList<>();
    for (SceneName row : rows) {
      if (taken.merge(row.scene() + "-" + row.city(), 1, Integer::sum) <= most) {
        first.add(row);
      }
    }
    return first;
  }
}
