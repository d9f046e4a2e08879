package org.plateau.corpus.iemocap;

import static org.plateau.audio.QuarantineReason.BAD_NAME;
import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.JsonEntries;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.corpus.layout.FolderNames;
import org.plateau.corpus.layout.Recordings;

/**
 * Reads IEMOCAP as distributed: {@code Session*}, recordings of utterances below {@code
 * sentences/wav}, labels in {@code dialog/EmoEvaluation/*.txt}, texts in {@code
 * dialog/transcriptions/*.txt}. Recordings of whole dialogues ({@code dialog/wav}), motion data and
 * the files of single raters are passed over.
 *
 * <p>Source: Busso et al., "IEMOCAP: interactive emotional dyadic motion capture database",
 * Language Resources and Evaluation 42 (2008).
 */
public final class IemocapReader implements CorpusReader {
  private static final String TEXT = ".txt";

  @Override
  public String corpus() {
    return "iemocap";
  }

  @Override
  public CorpusListing read(FileTree tree, ReleaseFolder release, CorpusSettings settings)
      throws IOException {
    settings.check(corpus(), Set.of(), Evaluations.CLASSES);
    Defects defects = new Defects();
    FileTree.Contents contents = tree.list().within(release);
    contents.refused().stream()
        .filter(entry -> !FolderNames.isStray(entry.path()))
        .forEach(entry -> defects.addAll(List.of(entry)));
    List<FileEntry> files =
        contents.files().stream().filter(file -> !FolderNames.isStray(file.path())).toList();
    Map<String, FileEntry> recordings = recordings(files, defects);
    Evaluations evaluations = new Evaluations();
    Transcriptions transcriptions = new Transcriptions();
    for (FileEntry file : files) {
      if (isDirectlyIn(file, "emoevaluation")) {
        evaluations.read(tree, file.path(), defects);
      } else if (isDirectlyIn(file, "transcriptions")) {
        transcriptions.read(tree, file.path(), defects);
      }
    }
    if (recordings.isEmpty() || !evaluations.anyFile()) {
      throw new UserException(
          "corpora.%s.path: %s must hold IEMOCAP, with Session1/sentences/wav and"
                  .formatted(settings.nameOr(corpus()), tree.location())
              + " Session1/dialog/EmoEvaluation; mend the path");
    }
    for (String utterance : evaluations.judged().keys()) {
      if (!recordings.containsKey(utterance)) {
        String file = evaluations.fileOf(utterance);
        defects.add(
            file,
            JsonEntries.place(file, utterance),
            MISSING_AUDIO,
            "no recording of this name is there");
      }
    }
    return listing(recordings, evaluations, transcriptions, release, settings, defects);
  }

  private static boolean isDirectlyIn(FileEntry file, String folder) {
    List<String> folders = FolderNames.of(file.path());
    return !folders.isEmpty()
        && folders.get(folders.size() - 1).equals(folder)
        && file.name().toLowerCase(Locale.ROOT).endsWith(TEXT);
  }

  private static Map<String, FileEntry> recordings(List<FileEntry> files, Defects defects) {
    List<FileEntry> named = new ArrayList<>();
    for (FileEntry file : files) {
      List<String> folders = FolderNames.of(file.path());
      if (!AudioNames.isAudio(file.name()) || folders.contains("dialog")) {
        continue;
      }
      if (IemocapName.parse(AudioNames.stem(file.name())).isPresent()) {
        named.add(file);
      } else {
        defects.add(
            file.path(),
            BAD_NAME,
            "a name is session, dialogue and turn, such as Ses01F_impro01_M003.wav");
      }
    }
    return Recordings.onePerUtterance(named, Set.of("sentences"), defects);
  }

  private CorpusListing listing(
      Map<String, FileEntry> recordings,
      Evaluations evaluations,
      Transcriptions transcriptions,
      ReleaseFolder release,
      CorpusSettings settings,
      Defects defects) {
    List<TaskDefinition> tasks =
        settings.tasks().stream().sorted(Comparator.comparing(TaskDefinition::task)).toList();
    List<UtteranceEntry> utterances = new ArrayList<>();
    List<LabelEntry> labels = new ArrayList<>();
    List<TranscriptEntry> transcripts = new ArrayList<>();
    recordings.forEach(
        (utterance, file) -> {
          IemocapName name = IemocapName.parse(utterance).orElseThrow();
          Evaluations.Judged judged = evaluations.judged().get(utterance);
          utterances.add(utterance(name, file, judged, settings));
          for (TaskDefinition task : tasks) {
            String label = judged == null ? null : task.labelMap().get(judged.emotion());
            if (label != null) {
              labels.add(new LabelEntry(utterance, task.task(), label, null));
            }
          }
          String text = transcriptions.texts().get(utterance);
          if (text != null) {
            transcripts.add(new TranscriptEntry(utterance, "human", "en", text));
          }
        });
    List<RatingEntry> ratings =
        evaluations.ratings().stream()
            .filter(rating -> !evaluations.judged().isContradicted(rating.utterance()))
            .sorted(Comparator.comparing(RatingEntry::utterance).thenComparing(RatingEntry::rater))
            .toList();
    return new CorpusListing(
        settings.nameOr(corpus()),
        release.release(),
        utterances,
        labels,
        ratings,
        transcripts,
        defects.sorted());
  }

  private static UtteranceEntry utterance(
      IemocapName name, FileEntry file, Evaluations.Judged judged, CorpusSettings settings) {
    return new UtteranceEntry(
        name.utterance(),
        file.path(),
        name.speaker(),
        name.gender(),
        settings.splitRule().splitOf(name.speaker()),
        judged == null ? null : judged.activation(),
        judged == null ? null : judged.valence(),
        judged == null ? null : judged.dominance(),
        judged == null ? null : judged.emotion());
  }
}
