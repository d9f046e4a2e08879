package org.plateau.nn.input;

import org.plateau.packs.PackEntry;

/** Makes network inputs from the clips of a pack. Not safe for two threads: one object a thread. */
public interface ExampleSource {
  /** The clip as training sees it in this epoch: cropped or padded to one length. */
  Example training(PackEntry entry, int epoch);

  /** The whole clip, padded to the shortest length that networks take. */
  Example evaluation(PackEntry entry);
}
