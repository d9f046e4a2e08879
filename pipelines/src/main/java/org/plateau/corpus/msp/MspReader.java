package org.plateau.corpus.msp;

import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;
import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.JsonEntries;

/**
 * Reads releases of MSP-Podcast, 1.6 to 2.0 and later, at any depth and in any case of names.
 *
 * <p>Every recording is an utterance. The class, the attributes, the speaker and the split come from
 * {@code labels_consensus.csv} (spelt {@code concensus} up to 1.9), else from the JSON, else from
 * {@code labels.txt}; {@code Partitions.txt} and {@code Speaker_ids.txt} add what these leave open,
 * such as Test3. Where two files name different splits, the clip is in none and the partition's line
 * is set aside. A label without a recording is set aside as missing_audio.
 */
public final class MspReader implements CorpusReader {
  /** Whether human transcripts are read: {@code yes} or {@code no}. */
  public static final String TRANSCRIPTS_OPTION = "transcripts";

  private static final Set<String> OPTIONS = Set.of(TRANSCRIPTS_OPTION);

  @Override
  public String corpus() {
    return "msp-podcast";
  }

  @Override
  public Set<String> options() {
    return OPTIONS;
  }

  @Override
  public List<ReleaseFolder> releases(FileTree files, CorpusSettings settings)
      throws IOException {
    return ReleaseFinder.find(files, settings.release());
  }

  @Override
  public CorpusListing read(FileTree tree, ReleaseFolder release, CorpusSettings settings)
      throws IOException {
    settings.check(corpus(), OPTIONS, MspCodes.CLASSES);
    boolean withTranscripts = settings.yesNo(corpus(), TRANSCRIPTS_OPTION, true);
    Defects defects = new Defects();
    FileTree.Contents contents = tree.list().within(release);
    contents.refused().stream()
        .filter(entry -> !MspNames.isOfEarlierRelease(entry.path()))
        .forEach(entry -> defects.addAll(List.of(entry)));
    MspFiles files = new MspFiles(tree, contents.files(), defects);
    LabelSources sources = LabelSources.read(tree, files, defects);
    if (files.recordings().isEmpty() || !sources.anyFile()) {
      throw new UserException(
          "corpora.%s.path: %s must hold Audios/*.wav and Labels/labels_consensus.csv (or"
                  .formatted(settings.nameOr(corpus()), files(tree, release))
              + " labels_concensus.csv, .json, labels.txt or Partitions.txt); mend the path or"
              + " unpack the archives there");
    }
    reportMissing(files.recordings(), sources, defects);
    return listing(tree, release, settings, withTranscripts, files, sources, defects);
  }

  private static String files(FileTree tree, ReleaseFolder release) {
    String folder = release.folders().get(0);
    return folder.isEmpty() ? tree.location() : tree.location() + "/" + folder;
  }

  /** One entry for each utterance that a label file names and no recording has. */
  private static void reportMissing(
      Map<String, FileEntry> recordings, LabelSources sources, Defects defects) {
    Map<String, String> missing = new TreeMap<>();
    sources.forEachMention(
        (file, utterance) -> {
          if (!recordings.containsKey(utterance)) {
            missing.putIfAbsent(utterance, file);
          }
        });
    missing.forEach(
        (utterance, file) ->
            defects.add(
                file,
                JsonEntries.place(file, utterance),
                MISSING_AUDIO,
                "no recording of this name is in the release"));
  }

  private CorpusListing listing(
      FileTree tree,
      ReleaseFolder release,
      CorpusSettings settings,
      boolean withTranscripts,
      MspFiles files,
      LabelSources sources,
      Defects defects) {
    List<TaskDefinition> tasks =
        settings.tasks().stream().sorted(Comparator.comparing(TaskDefinition::task)).toList();
    List<UtteranceEntry> utterances = new ArrayList<>();
    List<LabelEntry> labels = new ArrayList<>();
    List<RatingEntry> ratings = new ArrayList<>();
    files
        .recordings()
        .forEach(
            (utterance, file) -> {
              Consensus said = sources.of(utterance);
              utterances.add(
                  new UtteranceEntry(
                      utterance,
                      file.path(),
                      said.speaker(),
                      said.gender(),
                      split(utterance, said, sources, defects),
                      said.arousal(),
                      said.valence(),
                      said.dominance(),
                      said.emotion()));
              for (TaskDefinition task : tasks) {
                String label =
                    said.emotion() == null ? null : task.labelMap().get(said.emotion());
                if (label != null) {
                  labels.add(new LabelEntry(utterance, task.task(), label, null));
                }
              }
              ratings.addAll(sources.ratings().of(utterance));
            });
    return new CorpusListing(
        settings.nameOr(corpus()),
        release.release(),
        utterances,
        labels,
        ratings,
        withTranscripts ? HumanTranscripts.read(tree, files, defects) : List.of(),
        defects.sorted());
  }

  private static String split(
      String utterance, Consensus said, LabelSources sources, Defects defects) {
    String partition = sources.partition(utterance);
    if (said.split() == null) {
      return partition == null ? "none" : partition;
    }
    if (partition != null && !partition.equals(said.split())) {
      defects.add(
          sources.partitionFile(),
          JsonEntries.place(sources.partitionFile(), utterance),
          CONFLICTING_LABEL,
          "split %s, the consensus says %s; the clip is in neither"
              .formatted(partition, said.split()));
      return "none";
    }
    return said.split();
  }
}
