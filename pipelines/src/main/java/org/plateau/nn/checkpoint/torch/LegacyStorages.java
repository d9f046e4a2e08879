package org.plateau.nn.checkpoint.torch;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plateau.nn.checkpoint.TensorType;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * A file of PyTorch before 1.6: pickles of a magic number, the protocol 1001, facts of the system,
 * the object and the list of storage keys; then for each key its number of elements (int64) and its
 * values.
 */
final class LegacyStorages implements StorageSource {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;
  private static final long MAX_PICKLE_BYTES = 256L << 20;

  private final FileChannel channel;
  private final Map<String, Place> places = new HashMap<>();
  private Object root;

  /** Where a storage's values begin, and how many there are. */
  private record Place(long begin, long elements) {}

  private LegacyStorages(FileChannel channel) {
    this.channel = channel;
  }

  /** Reads the pickles and finds the storages. */
  static LegacyStorages open(FileChannel channel) throws IOException {
    LegacyStorages file = new LegacyStorages(channel);
    file.read();
    return file;
  }

  Object root() {
    return root;
  }

  private void read() throws IOException {
    long size = channel.size();
    ByteBuffer head =
        channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(size, MAX_PICKLE_BYTES));
    Object magic = pickle(head);
    if (!MAGIC.equals(magic)) {
      throw new WeightFileException(
          "the file begins with a pickle that is not PyTorch's: it holds no tensors");
    }
    if (!Long.valueOf(PROTOCOL).equals(pickle(head))) {
      throw new WeightFileException("the file is not of PyTorch's protocol 1001");
    }
    if (pickle(head) instanceof Map<?, ?> system
        && Boolean.FALSE.equals(system.get("little_endian"))) {
      throw new WeightFileException("the file's numbers are not little endian");
    }
    root = pickle(head);
    Map<String, Storage> known = new HashMap<>();
    for (TensorView tensor : StateTree.of(root).tensors().values()) {
      known.put(tensor.storage().key(), tensor.storage());
    }
    if (!(pickle(head) instanceof List<?> keys)) {
      throw new WeightFileException("the file lacks its list of storages");
    }
    long at = head.position();
    for (Object key : keys) {
      at = place(key, known, at, size);
    }
  }

  private long place(Object key, Map<String, Storage> known, long at, long size)
      throws IOException {
    if (!(key instanceof String name) || at > size - Long.BYTES) {
      throw new WeightFileException("the file ends before its storages");
    }
    ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (count.hasRemaining() && channel.read(count, at + count.position()) >= 0) {
      // until all eight bytes are there
    }
    long elements = count.getLong(0);
    Storage storage = known.get(name);
    if (storage == null) {
      throw new WeightFileException(
          "no tensor uses storage %s, so its width is unknown".formatted(name));
    }
    TensorType type = storage.type();
    long begin = at + Long.BYTES;
    if (elements < 0 || elements > (size - begin) / type.bytes()) {
      throw new WeightFileException(
          "storage %s has %d elements of %s, the file has %d bytes left"
              .formatted(name, elements, type, size - begin));
    }
    if (places.put(name, new Place(begin, elements)) != null) {
      throw new WeightFileException("storage %s stands twice".formatted(name));
    }
    return begin + elements * type.bytes();
  }

  private static Object pickle(ByteBuffer in) throws WeightFileException {
    return new PickleReader(in, new TorchGlobals()).read();
  }

  @Override
  public ByteBuffer bytes(Storage storage) throws IOException {
    Place place = places.get(storage.key());
    if (place == null
        || storage.base() > place.elements()
        || storage.elements() > place.elements() - storage.base()) {
      throw new WeightFileException(
          "storage %s is absent or has fewer than %d elements"
              .formatted(storage.key(), storage.elements()));
    }
    int width = storage.type().bytes();
    long bytes = storage.elements() * width;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new WeightFileException(
          "storage %s has %d bytes, at most 2 GiB are read".formatted(storage.key(), bytes));
    }
    return channel
        .map(FileChannel.MapMode.READ_ONLY, place.begin() + storage.base() * width, bytes)
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
