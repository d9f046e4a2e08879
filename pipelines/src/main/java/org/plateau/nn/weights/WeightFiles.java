package org.plateau.nn.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;
import org.plateau.nn.checkpoint.torch.TorchFile;

/** Opens weight files by what they are, not by what they are called. */
public final class WeightFiles {
  private static final List<String> IN_FOLDERS =
      List.of(
          "model.safetensors.index.json",
          "model.safetensors",
          "adapter_model.safetensors",
          "pytorch_model.bin.index.json",
          "pytorch_model.bin",
          "model.pt");

  private static final int ZIP = 0x04034b50;
  private static final int PICKLE = 0x80;

  private WeightFiles() {}

  /**
   * Opens a safetensors file, a file of {@code torch.save}, the index of a sharded one, or a folder
   * that holds one of them under its usual name.
   *
   * @throws WeightFileException if it is none of these, or damaged; the message names the file
   */
  public static WeightFile open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return open(inFolder(path));
    }
    if (!Files.isRegularFile(path)) {
      throw new WeightFileException(path + ": there is no such file");
    }
    if (path.getFileName().toString().endsWith(".index.json")) {
      return ShardedFile.open(path);
    }
    ByteBuffer head = head(path);
    if (path.getFileName().toString().endsWith(".safetensors")
        || (head.limit() >= 9 && head.getLong(0) > 0 && head.get(8) == '{')) {
      return SafetensorsFile.open(path);
    }
    if (head.limit() >= 4 && (head.getInt(0) == ZIP || (head.get(0) & 0xFF) == PICKLE)) {
      return TorchFile.open(path);
    }
    throw new WeightFileException(
        path + ": is neither a safetensors file nor one of PyTorch's torch.save");
  }

  private static Path inFolder(Path folder) throws WeightFileException {
    for (String name : IN_FOLDERS) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    throw new WeightFileException(
        "%s: the folder holds none of %s; name the file itself"
            .formatted(folder, String.join(", ", IN_FOLDERS)));
  }

  private static ByteBuffer head(Path path) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // a regular file gives all it has
      }
    }
    return head.flip();
  }
}
