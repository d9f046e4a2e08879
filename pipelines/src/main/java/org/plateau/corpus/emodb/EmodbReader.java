package org.plateau.corpus.emodb;

import static org.plateau.audio.QuarantineReason.BAD_NAME;
import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;
import static org.plateau.audio.QuarantineReason.TOO_LARGE;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusReader;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.UtteranceEntry;

/**
 * Reads EmoDB as distributed: recordings below {@code wav/} at any depth, the listeners' table
 * {@code erkennung.txt} beside it.
 *
 * <p>Every recording with a valid name is an utterance, whatever its emotion; it has a label under
 * each task whose label map names its emotion letter. Folders of the distribution that hold no
 * recordings to use (phonetic labels, laryngograph signals) and stray files of desktop systems are
 * passed over. A second file for the same utterance is set aside; the one whose folder is called
 * {@code wav}, else the first by path, is kept.
 */
public final class EmodbReader implements CorpusReader {
  private static final String TABLE_NAME = "erkennung.txt";
  private static final int MAX_TABLE_BYTES = 16 << 20;

  private static final Set<String> PASSED_FOLDERS =
      Set.of("lablaut", "labsilb", "silb", "wav_laryng", "laryngo", "lists", "__macosx");

  private static final Set<String> AUDIO_EXTENSIONS = Set.of("wav", "flac", "mp3", "ogg");

  @Override
  public String corpus() {
    return "emodb";
  }

  @Override
  public CorpusListing read(FileTree files, ReleaseFolder release, CorpusSettings settings)
      throws IOException {
    checkLabelMaps(settings);
    FileTree.Contents contents = files.list().within(release);
    List<QuarantineEntry> quarantine = new ArrayList<>();
    contents.refused().stream().filter(entry -> !isStray(entry.path())).forEach(quarantine::add);
    Map<String, FileEntry> recordings = recordings(contents.files(), quarantine);
    if (recordings.isEmpty()) {
      throw new UserException(
          "corpora.emodb.path: %s must hold EmoDB recordings such as wav/03a01Fa.wav; mend the path"
              .formatted(files.location()));
    }
    ListenerTable table = listenerTable(files, contents.files(), quarantine);
    quarantine.addAll(table.defects());
    quarantine.sort(
        Comparator.comparing(QuarantineEntry::path).thenComparing(QuarantineEntry::reason));
    return listing(recordings, table, release, settings, quarantine);
  }

  private static void checkLabelMaps(CorpusSettings settings) {
    for (TaskDefinition task : settings.tasks()) {
      for (String code : task.labelMap().keySet()) {
        if (code.length() != 1 || !EmodbName.EMOTIONS.contains(code)) {
          throw new UserException(
              "task %s: label map key %s must be one of the emotion letters %s of emodb; mend the"
                      .formatted(task.task(), code, EmodbName.EMOTIONS)
                  + " configuration");
        }
      }
    }
  }

  /** One file an utterance, by utterance id. */
  private static Map<String, FileEntry> recordings(
      List<FileEntry> files, List<QuarantineEntry> quarantine) {
    Map<String, FileEntry> kept = new TreeMap<>();
    List<FileEntry> candidates =
        files.stream()
            .filter(file -> !isStray(file.path()) && isAudio(file.name()))
            .sorted(Comparator.comparing(EmodbReader::outsideWav).thenComparing(FileEntry::path))
            .toList();
    for (FileEntry file : candidates) {
      Optional<EmodbName> name = EmodbName.parse(stem(file.name()));
      if (name.isEmpty()) {
        quarantine.add(
            new QuarantineEntry(
                file.path(),
                BAD_NAME,
                "a name is speaker (03, 08 to 16), text (a01 to b10), emotion letter (one of "
                    + EmodbName.EMOTIONS
                    + ") and version letter, such as 03a01Fa.wav"));
        continue;
      }
      FileEntry first = kept.putIfAbsent(name.get().utterance(), file);
      if (first != null) {
        quarantine.add(
            new QuarantineEntry(
                file.path(),
                CONFLICTING_LABEL,
                "a second file for utterance %s; %s is kept"
                    .formatted(name.get().utterance(), first.path())));
      }
    }
    return kept;
  }

  private static ListenerTable listenerTable(
      FileTree tree, List<FileEntry> files, List<QuarantineEntry> quarantine) {
    Optional<FileEntry> file =
        files.stream()
            .filter(entry -> !isStray(entry.path()) && entry.name().equalsIgnoreCase(TABLE_NAME))
            .min(
                Comparator.comparingInt((FileEntry entry) -> entry.path().split("/").length)
                    .thenComparing(FileEntry::path));
    if (file.isEmpty()) {
      return ListenerTable.empty();
    }
    String path = file.get().path();
    try {
      return ListenerTable.parse(tree.read(path, MAX_TABLE_BYTES), path);
    } catch (FileTree.FileTooLargeException e) {
      quarantine.add(new QuarantineEntry(path, TOO_LARGE, e.getMessage()));
    } catch (IOException e) {
      quarantine.add(new QuarantineEntry(path, UNREADABLE, e.toString()));
    }
    return ListenerTable.empty();
  }

  private CorpusListing listing(
      Map<String, FileEntry> recordings,
      ListenerTable table,
      ReleaseFolder release,
      CorpusSettings settings,
      List<QuarantineEntry> quarantine) {
    List<UtteranceEntry> utterances = new ArrayList<>();
    List<LabelEntry> labels = new ArrayList<>();
    List<TranscriptEntry> transcripts = new ArrayList<>();
    List<TaskDefinition> tasks =
        settings.tasks().stream().sorted(Comparator.comparing(TaskDefinition::task)).toList();
    recordings.forEach(
        (utterance, file) -> {
          EmodbName name = EmodbName.parse(utterance).orElseThrow();
          String split = settings.splitRule().splitOf(name.speaker());
          utterances.add(
              new UtteranceEntry(
                  utterance, file.path(), name.speaker(), name.gender(), split, null, null, null));
          for (TaskDefinition task : tasks) {
            String label = task.labelMap().get(name.emotion());
            if (label != null) {
              Double agreement = table.recognised().get(utterance);
              labels.add(new LabelEntry(utterance, task.task(), label, agreement));
            }
          }
          transcripts.add(new TranscriptEntry(utterance, "human", "de", name.sentence()));
        });
    return new CorpusListing(
        settings.nameOr(corpus()),
        release.release(),
        utterances,
        labels,
        List.of(),
        transcripts,
        quarantine);
  }

  /** Whether a path lies in a passed folder or is a hidden file of a desktop system. */
  private static boolean isStray(String path) {
    String[] parts = path.split("/");
    for (String part : parts) {
      String lower = part.toLowerCase(Locale.ROOT);
      if (part.startsWith(".") || PASSED_FOLDERS.contains(lower) || lower.equals("thumbs.db")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAudio(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && AUDIO_EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static boolean outsideWav(FileEntry file) {
    String[] parts = file.path().split("/");
    return parts.length < 2 || !parts[parts.length - 2].equalsIgnoreCase("wav");
  }
}
