package org.plateau.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.plateau.config.UserException;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;

/** The child's side of a native extractor: opens the library once, then answers clip after clip. */
final class FeatureServer {
  private FeatureServer() {}

  /** Answers until the parent is gone. */
  static void serve(WorkerMessage.Open open, InputStream in, ChildChannel channel)
      throws IOException {
    FeatureExtractor extractor =
        FeatureSets.nativeSet(open.featureSet())
            .orElseThrow(() -> new UserException("no native set " + open.featureSet()))
            .create(Path.of(open.home()));
    channel.send(new WorkerMessage.Opened(extractor.extractor(), extractor.names()));
    for (WorkerMessage next = Frames.read(in); next != null; next = Frames.read(in)) {
      if (!(next instanceof WorkerMessage.Clip clip)) {
        throw new IOException("no clip: " + next.getClass().getSimpleName());
      }
      channel.send(answer(extractor, clip));
    }
  }

  private static WorkerMessage answer(FeatureExtractor extractor, WorkerMessage.Clip clip) {
    FeatureMatrix matrix;
    try {
      matrix = extractor.extract(clip.pcm16());
    } catch (IllegalArgumentException e) {
      return new WorkerMessage.TooShort(clip.number(), e.getMessage());
    }
    ByteBuffer values =
        ByteBuffer.allocate(Math.multiplyExact(matrix.values().length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    values.asFloatBuffer().put(matrix.values());
    return new WorkerMessage.Features(
        clip.number(), matrix.frames(), matrix.dims(), values.array());
  }
}
