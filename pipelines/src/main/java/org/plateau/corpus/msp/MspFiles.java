package org.plateau.corpus.msp;

import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.corpus.layout.FolderNames;
import org.plateau.corpus.layout.LabelFiles;
import org.plateau.corpus.layout.Recordings;

/**
 * The files of one release by what they are, wherever they lie below its folder and whatever the
 * case of their names. What the release keeps of earlier ones is left out.
 */
final class MspFiles {
  private static final Set<String> AUDIO_FOLDERS = Set.of("audio", "audios");
  private static final Set<String> LABEL_FOLDERS = Set.of("label", "labels");
  private static final Set<String> TRANSCRIPT_FOLDERS = Set.of("transcript", "transcripts");

  private final FileTree tree;
  private final Defects defects;
  private final List<FileEntry> files;
  private final Map<String, FileEntry> recordings;
  private final LabelFiles labelFiles;

  MspFiles(FileTree tree, List<FileEntry> all, Defects defects) {
    this.tree = tree;
    this.defects = defects;
    this.files =
        all.stream()
            .filter(file -> !FolderNames.isStray(file.path()))
            .filter(file -> !MspNames.isOfEarlierRelease(file.path()))
            .toList();
    this.recordings =
        Recordings.onePerUtterance(
            files.stream().filter(file -> AudioNames.isAudio(file.name())).toList(),
            AUDIO_FOLDERS,
            defects);
    this.labelFiles = new LabelFiles(tree, files, LABEL_FOLDERS, defects);
  }

  /** Audio file by utterance. */
  Map<String, FileEntry> recordings() {
    return recordings;
  }

  /** The path of a label file under one of its names. */
  Optional<String> labelFile(String... names) {
    return labelFiles.find(names);
  }

  /** Transcripts by utterance; one whose folder repeats in depth counts once. */
  Map<String, FileEntry> transcripts() {
    Map<String, FileEntry> found = new TreeMap<>();
    List<FileEntry> texts = new ArrayList<>();
    for (FileEntry file : files) {
      boolean text = file.name().toLowerCase(Locale.ROOT).endsWith(".txt");
      if (text && FolderNames.of(file.path()).stream().anyMatch(TRANSCRIPT_FOLDERS::contains)) {
        texts.add(file);
      }
    }
    texts.sort(
        Comparator.comparingInt((FileEntry file) -> FolderNames.depth(file.path()))
            .thenComparing(FileEntry::path));
    for (FileEntry file : texts) {
      String utterance = file.name().substring(0, file.name().length() - ".txt".length());
      FileEntry first = found.putIfAbsent(AudioNames.stem(utterance), file);
      if (first != null && !LabelFiles.same(tree, first, file)) {
        defects.add(
            file.path(),
            CONFLICTING_LABEL,
            "a second transcript of %s; %s is kept".formatted(utterance, first.path()));
      }
    }
    return found;
  }
}
