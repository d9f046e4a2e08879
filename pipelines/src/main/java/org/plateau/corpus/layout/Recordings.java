package org.plateau.corpus.layout;

import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.labels.Defects;

/** One audio file an utterance. */
public final class Recordings {
  private Recordings() {}

  /**
   * Keeps one file for each utterance: one whose folder has an expected name before others, a
   * shallower before a deeper, else the first by path. Any other file of the utterance is set aside.
   *
   * @param files audio files whose stem is the utterance
   * @param expectedFolders names in lower case of folders that hold the corpus's audio
   * @return file by utterance
   */
  public static Map<String, FileEntry> onePerUtterance(
      List<FileEntry> files, Set<String> expectedFolders, Defects defects) {
    Map<String, FileEntry> kept = new TreeMap<>();
    files.stream()
        .sorted(
            Comparator.comparing((FileEntry file) -> isElsewhere(file, expectedFolders))
                .thenComparing(file -> FolderNames.depth(file.path()))
                .thenComparing(FileEntry::path))
        .forEach(
            file -> {
              String utterance = AudioNames.stem(file.name());
              FileEntry first = kept.putIfAbsent(utterance, file);
              if (first != null) {
                defects.add(
                    file.path(),
                    CONFLICTING_LABEL,
                    "a second file for utterance %s; %s is kept".formatted(utterance, first.path()));
              }
            });
    return kept;
  }

  private static boolean isElsewhere(FileEntry file, Set<String> expectedFolders) {
    return FolderNames.of(file.path()).stream().noneMatch(expectedFolders::contains);
  }
}
