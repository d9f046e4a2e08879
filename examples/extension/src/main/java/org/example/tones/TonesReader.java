package org.example.tones;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusReader;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.UtteranceEntry;

/** A corpus: recordings named speaker_label_number.wav. */
public final class TonesReader implements CorpusReader {
  @Override
  public String corpus() {
    return "tones";
  }

  @Override
  public CorpusListing read(FileTree files, ReleaseFolder release, CorpusSettings settings)
      throws IOException {
    List<UtteranceEntry> utterances = new ArrayList<>();
    List<LabelEntry> labels = new ArrayList<>();
    List<QuarantineEntry> quarantine = new ArrayList<>();
    FileTree.Contents contents = files.list().within(release);
    quarantine.addAll(contents.refused());
    for (FileEntry file : contents.files()) {
      String[] parts = file.name().split("_", -1);
      if (parts.length != 3 || !file.name().endsWith(".wav")) {
        quarantine.add(
            new QuarantineEntry(
                file.path(), QuarantineReason.BAD_NAME, "a name is speaker_label_number.wav"));
        continue;
      }
      String utterance = file.name().substring(0, file.name().length() - ".wav".length());
      String split = settings.splitRule().splitOf(parts[0]);
      utterances.add(
          new UtteranceEntry(
              utterance, file.path(), parts[0], null, split, null, null, null, parts[1]));
      for (TaskDefinition task : settings.tasks()) {
        String label = task.labelMap().get(parts[1]);
        if (label != null) {
          labels.add(new LabelEntry(utterance, task.task(), label, null));
        }
      }
    }
    return new CorpusListing(
        settings.nameOr(corpus()),
        release.release(),
        utterances,
        labels,
        List.of(),
        List.of(),
        quarantine);
  }
}
