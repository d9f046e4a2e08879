package org.plateau.corpus.msp;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;

/** Everything that a release's label files say, from the best file of each kind. */
final class LabelSources {
  private static final Consensus NOTHING = new Consensus(null, null, null, null, null, null, null);

  private String consensusFile = "";
  private String ratingsFile = "";
  private String partitionFile = "";
  private String speakerFile = "";
  private Agreed<Consensus> consensus = new Agreed<>();
  private Ratings ratings = new Ratings();
  private Agreed<String> partitions = new Agreed<>();
  private SpeakersText.Speakers speakers =
      new SpeakersText.Speakers(new Agreed<>(), new Agreed<>());

  private LabelSources() {}

  static LabelSources read(FileTree tree, MspFiles files, Defects defects) {
    LabelSources sources = new LabelSources();
    Optional<String> details =
        files.labelFile("labels_detailed.csv").or(() -> files.labelFile("labels_detailed.json"));
    sources.readConsensus(tree, files, details.isEmpty(), defects);
    details.ifPresent(path -> sources.readRatings(tree, path, defects));
    files
        .labelFile("partitions.txt", "partition.txt")
        .ifPresent(
            path -> {
              sources.partitionFile = path;
              sources.partitions = SpeakersText.partitions(tree, path, defects);
            });
    files
        .labelFile("speaker_ids.txt", "speaker_id.txt", "speakers_ids.txt")
        .ifPresent(
            path -> {
              sources.speakerFile = path;
              sources.speakers = SpeakersText.speakers(tree, path, defects);
            });
    return sources;
  }

  /** The table, else the JSON, else the text: the first from which anything can be read. */
  private void readConsensus(
      FileTree tree, MspFiles files, boolean withRatings, Defects defects) {
    files
        .labelFile("labels_consensus.csv", "labels_concensus.csv")
        .ifPresent(path -> take(path, ConsensusFiles.csv(tree, path, defects)));
    if (consensus.isEmpty()) {
      files
          .labelFile("labels_consensus.json", "labels_concensus.json")
          .ifPresent(path -> take(path, ConsensusFiles.json(tree, path, defects)));
    }
    Optional<String> text = files.labelFile("labels.txt");
    if (text.isPresent() && (consensus.isEmpty() || withRatings)) {
      LabelsText blocks = LabelsText.read(tree, text.get(), defects);
      if (consensus.isEmpty()) {
        take(text.get(), blocks.consensus());
      }
      ratings = blocks.ratings();
      ratingsFile = text.get();
    }
  }

  private void take(String path, Agreed<Consensus> found) {
    consensusFile = path;
    consensus = found;
  }

  private void readRatings(FileTree tree, String path, Defects defects) {
    ratingsFile = path;
    ratings =
        path.toLowerCase(Locale.ROOT).endsWith(".csv")
            ? DetailedFiles.csv(tree, path, defects)
            : DetailedFiles.json(tree, path, defects);
  }

  /** Whether there is any file that names classes or splits. */
  boolean anyFile() {
    return !consensusFile.isEmpty() || !partitionFile.isEmpty();
  }

  Ratings ratings() {
    return ratings;
  }

  String partitionFile() {
    return partitionFile;
  }

  /** The split that the partition file names, or null. */
  String partition(String utterance) {
    return partitions.get(utterance);
  }

  /** What is said of an utterance; speaker and gender completed from the speaker file. */
  Consensus of(String utterance) {
    Consensus said = consensus.get(utterance);
    said = said == null ? NOTHING : said;
    String speaker = said.speaker();
    if (speaker == null) {
      String listed = speakers.byUtterance().get(utterance);
      speaker = listed == null || listed.isEmpty() ? null : listed;
    }
    String gender = said.gender();
    if (gender == null && speaker != null) {
      gender = speakers.genders().get(speaker);
    }
    return new Consensus(
        said.emotion(),
        said.arousal(),
        said.valence(),
        said.dominance(),
        speaker,
        gender,
        said.split());
  }

  /** Calls back with file and utterance for all that a label file names, best file first. */
  void forEachMention(BiConsumer<String, String> mention) {
    consensus.keys().forEach(utterance -> mention.accept(consensusFile, utterance));
    partitions.keys().forEach(utterance -> mention.accept(partitionFile, utterance));
    ratings.utterances().forEach(utterance -> mention.accept(ratingsFile, utterance));
    speakers.byUtterance().keys().forEach(utterance -> mention.accept(speakerFile, utterance));
  }
}
