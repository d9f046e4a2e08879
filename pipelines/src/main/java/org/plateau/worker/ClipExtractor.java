package org.plateau.worker;

import java.util.List;
import org.plateau.features.ExtractionFault;
import org.plateau.features.FeatureMatrix;

/** One feature set, clip after clip, in this process or another. For one thread. */
public interface ClipExtractor extends AutoCloseable {
  /** Identity of the implementation, with the hash of a native build. */
  String extractor();

  /** Names of the columns. */
  List<String> names();

  /**
   * Extracts one clip; every value is finite.
   *
   * @param pcm16 16 kHz mono signed 16-bit samples, little endian
   * @throws ExtractionFault if this clip gets no features; the next clip may be given at once
   */
  FeatureMatrix extract(byte[] pcm16) throws ExtractionFault;

  /** How often a process had to be started again. */
  int restarts();

  @Override
  void close();
}
