package org.plateau.corpus.msp;

import static org.plateau.audio.QuarantineReason.EMPTY_FILE;
import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;
import static org.plateau.audio.QuarantineReason.TOO_LARGE;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelLines;

/** The transcripts written by people: one text file an utterance, lines joined by a blank. */
final class HumanTranscripts {
  private static final int MAX_BYTES = 1 << 16;

  private HumanTranscripts() {}

  /** One or the other. */
  private record Outcome(TranscriptEntry transcript, QuarantineEntry defect) {}

  static List<TranscriptEntry> read(FileTree tree, MspFiles files, Defects defects) {
    Map<String, FileEntry> recordings = files.recordings();
    List<Outcome> outcomes =
        new ArrayList<>(files.transcripts().entrySet())
            .parallelStream()
                .map(
                    entry ->
                        recordings.containsKey(entry.getKey())
                            ? read(tree, entry.getKey(), entry.getValue().path())
                            : new Outcome(
                                null,
                                new QuarantineEntry(
                                    entry.getValue().path(),
                                    MISSING_AUDIO,
                                    "a transcript without a recording of its name")))
                .toList();
    List<TranscriptEntry> transcripts = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.transcript() != null) {
        transcripts.add(outcome.transcript());
      } else {
        defects.addAll(List.of(outcome.defect()));
      }
    }
    return transcripts;
  }

  private static Outcome read(FileTree tree, String utterance, String path) {
    try {
      String text = LabelLines.text(tree.read(path, MAX_BYTES), null);
      String joined = text.replace("\uFEFF", "").strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
      return joined.isEmpty()
          ? new Outcome(null, new QuarantineEntry(path, EMPTY_FILE, "the transcript has no text"))
          : new Outcome(new TranscriptEntry(utterance, "human", "en", joined), null);
    } catch (FileTree.FileTooLargeException e) {
      return new Outcome(null, new QuarantineEntry(path, TOO_LARGE, e.getMessage()));
    } catch (IOException e) {
      return new Outcome(null, new QuarantineEntry(path, UNREADABLE, e.toString()));
    }
  }
}
