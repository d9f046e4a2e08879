package org.plateau.nn.checkpoint.torch;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gives the bytes of a storage: exactly its elements times their width. */
interface StorageSource {
  ByteBuffer bytes(Storage storage) throws IOException;
}
