package org.plateau.nn.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes safetensors files. The header lists the tensors in the given order; in the data the wider
 * types come first, so that every tensor is aligned to its width. Equal content gives equal bytes.
 */
public final class SafetensorsWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private SafetensorsWriter() {}

  /**
   * Writes the file under a temporary name, flushes it to the disk and renames it.
   *
   * @param tensors by name, in the order of the header
   * @param metadata free text pairs, written in their order
   * @return the file's SHA-256 in lower-case hexadecimal
   */
  public static String write(
      Path path, Map<String, ? extends TensorSource> tensors, Map<String, String> metadata)
      throws IOException {
    List<String> byWidth = new ArrayList<>(tensors.keySet());
    byWidth.sort(Comparator.comparingInt(name -> -tensors.get(name).type().bytes()));
    Map<String, Long> begins = new HashMap<>();
    long place = 0;
    for (String name : byWidth) {
      begins.put(name, place);
      place = Math.addExact(place, tensors.get(name).byteCount());
    }
    byte[] header = header(tensors, metadata, begins);
    return DurableFiles.write(
        path,
        out -> {
          out.write(
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length));
          out.write(ByteBuffer.wrap(header));
          for (String name : byWidth) {
            writeTensor(out, name, tensors.get(name));
          }
        });
  }

  private static void writeTensor(WritableByteChannel out, String name, TensorSource tensor)
      throws IOException {
    ByteBuffer bytes = tensor.bytes();
    if (bytes.remaining() != tensor.byteCount()) {
      throw new IllegalStateException(
          "tensor %s must have %d bytes, found %d"
              .formatted(name, tensor.byteCount(), bytes.remaining()));
    }
    out.write(bytes);
  }

  private static byte[] header(
      Map<String, ? extends TensorSource> tensors,
      Map<String, String> metadata,
      Map<String, Long> begins)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsHeader.METADATA);
        for (Map.Entry<String, String> pair : metadata.entrySet()) {
          json.writeStringField(pair.getKey(), pair.getValue());
        }
        json.writeEndObject();
      }
      for (Map.Entry<String, ? extends TensorSource> named : tensors.entrySet()) {
        long begin = begins.get(named.getKey());
        TensorSource tensor = named.getValue();
        json.writeObjectFieldStart(named.getKey());
        json.writeStringField("dtype", tensor.type().name());
        json.writeArrayFieldStart("shape");
        for (long dimension : tensor.shape()) {
          json.writeNumber(dimension);
        }
        json.writeEndArray();
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, begin + tensor.byteCount()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    byte[] unpadded = bytes.toByteArray();
    byte[] padded = Arrays.copyOf(unpadded, (unpadded.length + 7) / 8 * 8);
    Arrays.fill(padded, unpadded.length, padded.length, (byte) ' ');
    return padded;
  }
}
