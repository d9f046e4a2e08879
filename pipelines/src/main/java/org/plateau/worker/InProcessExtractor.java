package org.plateau.worker;

import java.util.List;
import org.plateau.features.ExtractionFault;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;

/** A set of pure Java, computed on the calling thread. */
public final class InProcessExtractor implements ClipExtractor {
  private final FeatureExtractor extractor;

  public InProcessExtractor(FeatureExtractor extractor) {
    this.extractor = extractor;
  }

  @Override
  public String extractor() {
    return extractor.extractor();
  }

  @Override
  public List<String> names() {
    return extractor.names();
  }

  @Override
  public FeatureMatrix extract(byte[] pcm16) throws ExtractionFault {
    try {
      return ExtractionFault.requireFinite(extractor.extract(pcm16));
    } catch (IllegalArgumentException e) {
      throw new ExtractionFault(ExtractionFault.Reason.TOO_SHORT, e.getMessage());
    }
  }

  @Override
  public int restarts() {
    return 0;
  }

  @Override
  public void close() {}
}
