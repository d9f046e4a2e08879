package org.plateau.nn.checkpoint.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.plateau.nn.checkpoint.TensorType;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * A file of {@code torch.save}, zip or legacy form. Tensors of nested dictionaries go by their
 * dotted path. Tensors that share a storage (tied weights, views) are read each on its own.
 */
public final class TorchFile implements WeightFile {
  private static final int ZIP = 0x04034b50;

  private final Path path;
  private final FileChannel channel;
  private final StateTree tree;
  private final StorageSource storages;

  private TorchFile(Path path, FileChannel channel, StateTree tree, StorageSource storages) {
    this.path = path;
    this.channel = channel;
    this.tree = tree;
    this.storages = storages;
  }

  /**
   * Opens a file, reads its pickle and checks that every storage is there in its size.
   *
   * @throws WeightFileException naming the file and what is wrong, for example the global that it
   *     asks for
   */
  public static TorchFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      TorchFile file = read(path, channel);
      for (TensorView tensor : file.tree.tensors().values()) {
        file.storages.bytes(tensor.storage());
      }
      return file;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new WeightFileException(path + ": " + e.getMessage(), e);
    }
  }

  private static TorchFile read(Path path, FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(head, 0);
    if (head.position() == 4 && head.getInt(0) == ZIP) {
      ZipStorages zip = ZipStorages.of(StoredZip.open(channel));
      Object root = new PickleReader(zip.pickle(), new TorchGlobals()).read();
      return new TorchFile(path, channel, StateTree.of(root), zip);
    }
    LegacyStorages legacy = LegacyStorages.open(channel);
    return new TorchFile(path, channel, StateTree.of(legacy.root()), legacy);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<String> names() {
    return List.copyOf(tree.tensors().keySet());
  }

  @Override
  public boolean contains(String name) {
    return tree.tensors().containsKey(name);
  }

  @Override
  public TensorType type(String name) throws WeightFileException {
    return view(name).storage().type();
  }

  @Override
  public long[] shape(String name) throws WeightFileException {
    return view(name).shape().clone();
  }

  @Override
  public ByteBuffer bytes(String name) throws IOException {
    TensorView view = view(name);
    return view.values(storages.bytes(view.storage()))
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(tree.values());
  }

  private TensorView view(String name) throws WeightFileException {
    TensorView view = tree.tensors().get(name);
    if (view == null) {
      throw new WeightFileException(path + ": there is no tensor " + name);
    }
    return view;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
