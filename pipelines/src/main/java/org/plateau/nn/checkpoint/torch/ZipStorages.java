package org.plateau.nn.checkpoint.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.plateau.nn.checkpoint.WeightFileException;

/** A file of PyTorch 1.6 or later: a zip archive of one pickle and one entry a storage. */
final class ZipStorages implements StorageSource {
  private static final String PICKLE = "/data.pkl";
  private static final long MAX_PICKLE_BYTES = 256L << 20;

  private final StoredZip zip;
  private final String root;

  private ZipStorages(StoredZip zip, String root) {
    this.zip = zip;
    this.root = root;
  }

  static ZipStorages of(StoredZip zip) throws IOException {
    String root = null;
    for (String name : zip.entries().keySet()) {
      if (name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length()) {
        root = name.substring(0, name.length() - PICKLE.length());
      }
    }
    if (root == null) {
      throw new WeightFileException(
          "the zip archive has no entry NAME/data.pkl: it is no file of torch.save");
    }
    if (zip.entries().containsKey(root + "/constants.pkl")) {
      throw new WeightFileException(
          "this is a TorchScript program, not a file of weights; save the state dictionary, or give the program to predict by an entry with architecture = torchscript");
    }
    ZipStorages storages = new ZipStorages(zip, root);
    String order = root + "/byteorder";
    if (zip.entries().containsKey(order)
        && !StandardCharsets.US_ASCII.decode(zip.map(order)).toString().strip().equals("little")) {
      throw new WeightFileException("the file's numbers are not little endian");
    }
    return storages;
  }

  ByteBuffer pickle() throws IOException {
    ByteBuffer pickle = zip.map(root + PICKLE);
    if (pickle.remaining() > MAX_PICKLE_BYTES) {
      throw new WeightFileException(
          "the pickle has %d bytes, at most %d are read"
              .formatted(pickle.remaining(), MAX_PICKLE_BYTES));
    }
    return pickle;
  }

  @Override
  public ByteBuffer bytes(Storage storage) throws IOException {
    ByteBuffer all = zip.map(root + "/data/" + storage.key());
    long held = all.remaining() / storage.type().bytes();
    if (storage.base() != 0 || held < storage.elements()) {
      throw new WeightFileException(
          "storage %s has %d bytes, its %d elements of %s need more"
              .formatted(storage.key(), all.remaining(), storage.elements(), storage.type()));
    }
    return all;
  }
}
