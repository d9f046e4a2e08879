package org.plateau.stages.ingest;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.CanonicalAudio;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.Pcm;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LocalFileTree;

/**
 * Decodes files where the task runs: the task opens them itself, one at a time. A file that cannot
 * be used gives a row with a reason and no samples.
 */
public final class DecodeFiles implements MapPartitionsFunction<String, Row> {
  private static final long serialVersionUID = 1L;

  /** One row a file; {@code reason} is null where it was decoded. */
  static final StructType SCHEMA =
      new StructType()
          .add("path", StringType)
          .add("audio_id", StringType)
          .add("source_sha256", StringType)
          .add("canonical", StringType)
          .add("samples", BinaryType)
          .add("num_samples", LongType)
          .add("rms", DoubleType)
          .add("duration_seconds", DoubleType)
          .add("sample_rate_hz", IntegerType)
          .add("channels", IntegerType)
          .add("bits", IntegerType)
          .add("reason", StringType)
          .add("detail", StringType);

  private final String setting;
  private final String root;
  private final long maxBytes;
  private final double maxSeconds;

  DecodeFiles(String setting, String root, AudioLimits limits) {
    this.setting = setting;
    this.root = root;
    this.maxBytes = limits.maxBytes();
    this.maxSeconds = limits.maxSeconds();
  }

  @Override
  public Iterator<Row> call(Iterator<String> paths) {
    FileTree files = LocalFileTree.open(setting, Path.of(root));
    Canonicaliser canonicaliser = new Canonicaliser(new AudioLimits(maxBytes, maxSeconds));
    Spliterator<String> split = Spliterators.spliteratorUnknownSize(paths, Spliterator.ORDERED);
    return StreamSupport.stream(split, false)
        .map(path -> decode(files, canonicaliser, path))
        .iterator();
  }

  private Row decode(FileTree files, Canonicaliser canonicaliser, String path) {
    try {
      int most = (int) Math.min(maxBytes, Integer.MAX_VALUE - 8);
      CanonicalAudio audio = canonicaliser.read(files.read(path, most), path);
      return RowFactory.create(
          path,
          audio.audioId(),
          audio.sourceSha256(),
          audio.canonical(),
          Pcm.toBytes(audio.samples()),
          (long) audio.samples().length,
          audio.rms(),
          audio.durationSeconds(),
          audio.sampleRateHz(),
          audio.channels(),
          audio.bits(),
          null,
          null);
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

  private static Row failed(String path, QuarantineReason reason, String detail) {
    return RowFactory.create(
        path, null, null, null, null, null, null, null, null, null, null, reason.code(), detail);
  }
}
