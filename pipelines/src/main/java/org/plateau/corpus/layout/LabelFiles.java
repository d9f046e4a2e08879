package org.plateau.corpus.layout;

import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Defects;

/** Finds label files by name, whatever folder they were unpacked into. */
public final class LabelFiles {
  private static final int COMPARED_BYTES = 1 << 20;

  private final FileTree tree;
  private final List<FileEntry> files;
  private final Set<String> expectedFolders;
  private final Defects defects;

  /**
   * Searches among files.
   *
   * @param expectedFolders names in lower case of folders that hold the corpus's labels
   */
  public LabelFiles(
      FileTree tree, List<FileEntry> files, Set<String> expectedFolders, Defects defects) {
    this.tree = tree;
    this.files = List.copyOf(files);
    this.expectedFolders = Set.copyOf(expectedFolders);
    this.defects = defects;
  }

  /**
   * The path of a label file under one of its names, in any case: in an expected folder before
   * elsewhere, the shallowest, the first name, the first path. Others of these names are set aside
   * where they differ, never mixed in.
   *
   * @param names in lower case
   */
  public Optional<String> find(String... names) {
    List<String> wanted = Arrays.asList(names);
    List<FileEntry> found =
        files.stream()
            .filter(file -> wanted.contains(lowerName(file)))
            .sorted(
                Comparator.comparing(this::isElsewhere)
                    .thenComparing(file -> FolderNames.depth(file.path()))
                    .thenComparing(file -> wanted.indexOf(lowerName(file)))
                    .thenComparing(FileEntry::path))
            .toList();
    for (int i = 1; i < found.size(); i++) {
      if (!same(tree, found.get(0), found.get(i))) {
        defects.add(
            found.get(i).path(),
            CONFLICTING_LABEL,
            "differs from %s, which is read instead".formatted(found.get(0).path()));
      }
    }
    return found.stream().findFirst().map(FileEntry::path);
  }

  private boolean isElsewhere(FileEntry file) {
    return FolderNames.of(file.path()).stream().noneMatch(expectedFolders::contains);
  }

  private static String lowerName(FileEntry file) {
    return file.name().toLowerCase(Locale.ROOT);
  }

  /** Whether two files have one size and one first mebibyte. */
  public static boolean same(FileTree tree, FileEntry a, FileEntry b) {
    if (a.bytes() != b.bytes()) {
      return false;
    }
    try (InputStream first = tree.open(a.path());
        InputStream second = tree.open(b.path())) {
      return Arrays.equals(first.readNBytes(COMPARED_BYTES), second.readNBytes(COMPARED_BYTES));
    } catch (IOException e) {
      return false;
    }
  }
}
