package org.plateau.corpus.aibo;

import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusReader;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.JsonEntries;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.corpus.layout.FolderNames;
import org.plateau.corpus.layout.LabelFiles;
import org.plateau.corpus.layout.Recordings;

/**
 * Reads FAU-AIBO: chunks below any folders, the two label files with their confidences, the labels
 * of single words as ratings, and the transliteration. Each may lie at any depth; one label file may
 * be absent, and then its tasks have no labels.
 */
public final class AiboReader implements CorpusReader {
  /** Name of the transliteration file. */
  public static final String FILE_OPTION = "transliteration-file";

  /** Its charset, or {@code auto}: UTF-8 where a line's bytes allow that, else ISO-8859-1. */
  public static final String CHARSET_OPTION = "transliteration-charset";

  private static final String AUTO = "auto";
  private static final Set<String> OPTIONS = Set.of(FILE_OPTION, CHARSET_OPTION);
  private static final Set<String> AUDIO_FOLDERS = Set.of("wav");
  private static final Set<String> LABEL_FOLDERS = Set.of("labels", "transliteration");

  @Override
  public String corpus() {
    return "fau-aibo";
  }

  @Override
  public Set<String> options() {
    return OPTIONS;
  }

  /** What the files say of chunks. */
  private record Said(
      Map<Set<String>, Agreed<ChunkLabel>> labels, WordLabels words, Agreed<String> texts) {}

  @Override
  public CorpusListing read(FileTree tree, ReleaseFolder release, CorpusSettings settings)
      throws IOException {
    Charset charset = charset(settings);
    checkTasks(settings);
    Defects defects = new Defects();
    FileTree.Contents contents = tree.list().within(release);
    contents.refused().stream()
        .filter(entry -> !FolderNames.isStray(entry.path()))
        .forEach(entry -> defects.addAll(List.of(entry)));
    List<FileEntry> files =
        contents.files().stream().filter(file -> !FolderNames.isStray(file.path())).toList();
    Map<String, FileEntry> recordings = recordings(files, defects);
    Map<String, String> mentions = new TreeMap<>();
    Said said = readLabels(tree, files, settings, charset, mentions, defects);
    if (recordings.isEmpty() || said.labels().isEmpty()) {
      throw new UserException(
          "corpora.%s.path: %s must hold FAU-AIBO chunks such as wav/Ohm_01_000_00.wav and"
                  .formatted(settings.nameOr(corpus()), tree.location())
              + " chunk_labels_2cl_corpus.txt or chunk_labels_5cl_corpus.txt; mend the path");
    }
    mentions.keySet().removeAll(recordings.keySet());
    mentions.forEach(
        (utterance, file) ->
            defects.add(
                file,
                JsonEntries.place(file, utterance),
                MISSING_AUDIO,
                "no recording of this name is there"));
    return listing(recordings, said, release, settings, defects);
  }

  private static void checkTasks(CorpusSettings settings) {
    Set<String> all = new TreeSet<>(ChunkLabel.TWO_CLASSES);
    all.addAll(ChunkLabel.FIVE_CLASSES);
    settings.check("fau-aibo", OPTIONS, all);
    for (TaskDefinition task : settings.tasks()) {
      Set<String> codes = task.labelMap().keySet();
      if (!ChunkLabel.TWO_CLASSES.containsAll(codes) && !ChunkLabel.FIVE_CLASSES.containsAll(codes)) {
        throw new UserException(
            "task %s: label map keys %s must all be of the two-class file (IDL, NEG) or all of the"
                    .formatted(task.task(), new TreeSet<>(codes))
                + " five-class file (A, E, N, P, R); mend the configuration");
      }
    }
  }

  private static Charset charset(CorpusSettings settings) {
    String name = settings.option(CHARSET_OPTION, AUTO);
    try {
      return name.equals(AUTO) ? null : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UserException(
          "corpora.%s.options.%s: %s must be auto or a charset such as UTF-8 or ISO-8859-1; mend it"
              .formatted(settings.nameOr("fau-aibo"), CHARSET_OPTION, name),
          e);
    }
  }

  private static Map<String, FileEntry> recordings(List<FileEntry> files, Defects defects) {
    List<FileEntry> named = new ArrayList<>();
    for (FileEntry file : files) {
      if (AudioNames.isAudio(file.name())) {
        try {
          ChunkName.parse(AudioNames.stem(file.name()));
          named.add(file);
        } catch (LabelException e) {
          defects.add(file.path(), e.reason(), e.detail());
        }
      }
    }
    return Recordings.onePerUtterance(named, AUDIO_FOLDERS, defects);
  }

  private static Said readLabels(
      FileTree tree,
      List<FileEntry> files,
      CorpusSettings settings,
      Charset charset,
      Map<String, String> mentions,
      Defects defects) {
    LabelFiles labelFiles = new LabelFiles(tree, files, LABEL_FOLDERS, defects);
    Map<Set<String>, Agreed<ChunkLabel>> labels = new java.util.LinkedHashMap<>();
    Map.of(
            "chunk_labels_2cl_corpus.txt", ChunkLabel.TWO_CLASSES,
            "chunk_labels_5cl_corpus.txt", ChunkLabel.FIVE_CLASSES)
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                labelFiles
                    .find(entry.getKey())
                    .ifPresent(
                        path -> {
                          Agreed<ChunkLabel> found =
                              ChunkLabel.read(tree, path, entry.getValue(), defects);
                          found.keys().forEach(chunk -> mentions.putIfAbsent(chunk, path));
                          labels.put(entry.getValue(), found);
                        }));
    Agreed<String> texts =
        labelFiles
            .find(settings.option(FILE_OPTION, "transliteration.txt").toLowerCase(Locale.ROOT))
            .map(
                path -> {
                  Agreed<String> found = Transliteration.read(tree, path, charset, defects);
                  found.keys().forEach(chunk -> mentions.putIfAbsent(chunk, path));
                  return found;
                })
            .orElseGet(Agreed::new);
    WordLabels words =
        labelFiles
            .find("word_labels_11cl_corpus.txt")
            .map(
                path -> {
                  WordLabels found = WordLabels.read(tree, path, defects);
                  found.chunks().forEach(chunk -> mentions.putIfAbsent(chunk, path));
                  return found;
                })
            .orElseGet(WordLabels::none);
    return new Said(labels, words, texts);
  }

  private CorpusListing listing(
      Map<String, FileEntry> recordings,
      Said said,
      ReleaseFolder release,
      CorpusSettings settings,
      Defects defects) {
    List<TaskDefinition> tasks =
        settings.tasks().stream().sorted(Comparator.comparing(TaskDefinition::task)).toList();
    List<UtteranceEntry> utterances = new ArrayList<>();
    List<LabelEntry> labels = new ArrayList<>();
    List<RatingEntry> ratings = new ArrayList<>();
    List<TranscriptEntry> transcripts = new ArrayList<>();
    recordings.forEach(
        (utterance, file) -> {
          String speaker = utterance.substring(0, utterance.indexOf('_', utterance.indexOf('_') + 1));
          String split = settings.splitRule().splitOf(speaker);
          utterances.add(
              new UtteranceEntry(utterance, file.path(), speaker, null, split, null, null, null));
          for (TaskDefinition task : tasks) {
            ChunkLabel label = label(said, task, utterance);
            if (label != null) {
              String mapped = task.labelMap().get(label.code());
              labels.add(new LabelEntry(utterance, task.task(), mapped, label.confidence()));
            }
          }
          ratings.addAll(said.words().of(utterance));
          String text = said.texts().get(utterance);
          if (text != null) {
            transcripts.add(new TranscriptEntry(utterance, "human", "de", text));
          }
        });
    return new CorpusListing(
        settings.nameOr(corpus()),
        release.release(),
        utterances,
        labels,
        ratings,
        transcripts,
        defects.sorted());
  }

  /** The label from the file whose classes the task maps, or null. */
  private static ChunkLabel label(Said said, TaskDefinition task, String utterance) {
    for (Map.Entry<Set<String>, Agreed<ChunkLabel>> file : said.labels().entrySet()) {
      if (file.getKey().containsAll(task.labelMap().keySet())) {
        ChunkLabel label = file.getValue().get(utterance);
        return label != null && task.labelMap().containsKey(label.code()) ? label : null;
      }
    }
    return null;
  }
}
