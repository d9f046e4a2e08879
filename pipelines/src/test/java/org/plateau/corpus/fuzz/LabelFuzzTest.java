package org.plateau.corpus.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusReaders;
import org.plateau.corpus.MemoryFileTree;
import org.plateau.corpus.TestCorpora;
import org.plateau.corpus.aibo.ChunkLabel;
import org.plateau.corpus.aibo.Transliteration;
import org.plateau.corpus.aibo.WordLabels;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.msp.ConsensusFiles;
import org.plateau.corpus.msp.DetailedFiles;
import org.plateau.corpus.msp.LabelsText;

/**
 * Any bytes at all, to each parser. Only what a parser documents may be thrown: {@link
 * AudioException} by the decoder, {@link UserException} by a reader, nothing by a label file, whose
 * defects become quarantine entries.
 *
 * <p>Run one at a time, for example {@code JAZZER_FUZZ=1 mvn -pl pipelines test -Dtest.groups.all
 * -Dtest=LabelFuzzTest#wav}. Without JAZZER_FUZZ the inputs found so far are tried.
 */
@Tag("fuzz")
class LabelFuzzTest {
  private static final String FILE = "labels/file.txt";
  private static final AudioLimits SMALL = new AudioLimits(1 << 20, 10);

  private static MemoryFileTree tree(byte[] data) {
    return new MemoryFileTree("t").with(FILE, data);
  }

  @FuzzTest(maxDuration = "10m")
  void wav(byte[] data) {
    try {
      new Canonicaliser(SMALL).read(data, "clip.wav");
    } catch (AudioException e) {
      // What the decoder documents.
    }
  }

  @FuzzTest(maxDuration = "10m")
  void consensusTable(byte[] data) {
    ConsensusFiles.csv(tree(data), FILE, new Defects());
  }

  @FuzzTest(maxDuration = "10m")
  void consensusJson(byte[] data) {
    ConsensusFiles.json(tree(data), FILE, new Defects());
  }

  @FuzzTest(maxDuration = "10m")
  void detailedTable(byte[] data) {
    DetailedFiles.csv(tree(data), FILE, new Defects());
  }

  @FuzzTest(maxDuration = "10m")
  void detailedJson(byte[] data) {
    DetailedFiles.json(tree(data), FILE, new Defects());
  }

  @FuzzTest(maxDuration = "10m")
  void labelsText(byte[] data) {
    LabelsText.read(tree(data), FILE, new Defects());
  }

  @FuzzTest(maxDuration = "10m")
  void chunkLabels(byte[] data) {
    ChunkLabel.read(tree(data), FILE, ChunkLabel.FIVE_CLASSES, new Defects());
  }

  @FuzzTest(maxDuration = "10m")
  void wordLabels(byte[] data) {
    WordLabels.read(tree(data), FILE, new Defects()).chunks();
  }

  @FuzzTest(maxDuration = "10m")
  void transliteration(byte[] data) {
    Transliteration.read(tree(data), FILE, null, new Defects());
  }

  @FuzzTest(maxDuration = "10m")
  void partitionsAndSpeakers(byte[] data) throws IOException {
    MemoryFileTree files =
        new MemoryFileTree("/data/MSP-PODCAST-Publish-1.11")
            .with("Audios/MSP-PODCAST_0001_0008.wav", TestCorpora.wav())
            .with("Partitions.txt", data)
            .with("Speaker_ids.txt", data)
            .with("Transcripts/MSP-PODCAST_0001_0008.txt", data);
    TestCorpora.read("msp-podcast", files);
  }

  @FuzzTest(maxDuration = "10m")
  void listenersTable(byte[] data) throws IOException {
    MemoryFileTree files =
        new MemoryFileTree("/data/emodb")
            .with("wav/03a01Fa.wav", TestCorpora.wav())
            .with("erkennung.txt", data);
    CorpusReaders.find("emodb").read(files, TestCorpora.EMODB);
  }
}
