package org.plateau.stages.ingest;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.CollectionAccumulator;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.CanonicalAudio;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.Pcm;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.FileTree;

/**
 * Decodes files where the task runs: the task opens them itself, one at a time, gives one row of
 * {@code audio} for each sound that is new, and reports every file on the side. So samples are
 * computed and written once, and the driver learns ids alone.
 */
final class DecodeFiles implements FlatMapFunction<List<String>, Row> {
  private static final long serialVersionUID = 1L;

  private final FileTrees trees;
  private final long maxBytes;
  private final double maxSeconds;
  private final Broadcast<Set<String>> known;
  private final CollectionAccumulator<FileOutcome> outcomes;

  /**
   * Decodes the files of one tree.
   *
   * @param known ids whose samples stand already
   * @param outcomes gets one entry a file; again if a task is repeated
   */
  DecodeFiles(
      FileTrees trees,
      AudioLimits limits,
      Broadcast<Set<String>> known,
      CollectionAccumulator<FileOutcome> outcomes) {
    this.trees = trees;
    this.maxBytes = limits.maxBytes();
    this.maxSeconds = limits.maxSeconds();
    this.known = known;
    this.outcomes = outcomes;
  }

  @Override
  public Iterator<Row> call(List<String> paths) {
    FileTree files = trees.open();
    Canonicaliser canonicaliser = new Canonicaliser(new AudioLimits(maxBytes, maxSeconds));
    Set<String> seen = new HashSet<>();
    return paths.stream()
        .map(path -> row(files, canonicaliser, seen, path))
        .filter(Objects::nonNull)
        .iterator();
  }

  /** A row to append, or null where there is nothing to append. */
  private Row row(FileTree files, Canonicaliser canonicaliser, Set<String> seen, String path) {
    try {
      int most = (int) Math.min(maxBytes, Integer.MAX_VALUE - 8);
      CanonicalAudio audio = canonicaliser.read(files.read(path, most), path);
      boolean fresh = seen.add(audio.audioId()) && !known.value().contains(audio.audioId());
      outcomes.add(FileOutcome.decoded(summary(path, audio), fresh));
      return fresh ? row(audio) : null;
    } catch (AudioException e) {
      return failed(path, e.reason(), e.detail());
    } catch (FileTree.FileTooLargeException e) {
      return failed(path, QuarantineReason.TOO_LARGE, e.getMessage());
    } catch (FileTree.UnsafePathException e) {
      return failed(path, QuarantineReason.UNSAFE_PATH, e.getMessage());
    } catch (IOException e) {
      return failed(path, QuarantineReason.UNREADABLE, e.toString());
    }
  }

  private static DecodedFile summary(String path, CanonicalAudio audio) {
    return new DecodedFile(
        path,
        audio.audioId(),
        audio.durationSeconds(),
        audio.sampleRateHz(),
        audio.channels(),
        audio.bits(),
        audio.rms());
  }

  private static Row row(CanonicalAudio audio) {
    return RowFactory.create(
        audio.audioId(),
        audio.sourceSha256(),
        audio.canonical(),
        Pcm.toBytes(audio.samples()),
        (long) audio.samples().length,
        audio.rms());
  }

  private Row failed(String path, QuarantineReason reason, String detail) {
    outcomes.add(FileOutcome.failed(path, reason.code(), detail));
    return null;
  }
}
