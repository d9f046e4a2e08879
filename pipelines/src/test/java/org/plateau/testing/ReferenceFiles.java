package org.plateau.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/** Readers of the reference values' file formats; skips as {@link SharedData} does. */
public final class ReferenceFiles {
  private ReferenceFiles() {}

  /** A JSON file below the shared folder. */
  public static JsonNode json(String relative) {
    try {
      return new ObjectMapper().readTree(SharedData.path(relative).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of numbers of a gzipped CSV file with a header. */
  public static List<double[]> csvRows(String relative) {
    return csv(relative).stream()
        .skip(1)
        .map(row -> row.stream().mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  /** Cells of a gzipped CSV file without quotes, the header first. */
  public static List<List<String>> csv(String relative) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.path(relative))),
                StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> List.of(line.split(","))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Samples of a mono 16-bit WAV file, PCM / 32768. */
  public static float[] wav(String relative) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(SharedData.path(relative)))
              .order(ByteOrder.LITTLE_ENDIAN);
      int at = 12;
      while (bytes.getInt(at) != 0x61746164) {
        at += 8 + bytes.getInt(at + 4);
      }
      float[] samples = new float[bytes.getInt(at + 4) / 2];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = bytes.getShort(at + 8 + 2 * i) / 32768f;
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number, where the strings NaN and Infinity stand for themselves. */
  public static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.asText()) : node.doubleValue();
  }

  /** An array of numbers. */
  public static double[] numbers(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(node.get(i));
    }
    return values;
  }

  /** A float32 array of an uncompressed or deflated {@code .npz} file, flat, row-major. */
  public static float[] npzFloats(String relative, String name) {
    try (ZipFile zip = new ZipFile(SharedData.path(relative).toFile())) {
      byte[] bytes;
      try (var in = zip.getInputStream(zip.getEntry(name + ".npy"))) {
        bytes = in.readAllBytes();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int header = 10 + Short.toUnsignedInt(buffer.getShort(8));
      String description = new String(bytes, 0, header, StandardCharsets.ISO_8859_1);
      if (!description.contains("<f4") || !description.contains("'fortran_order': False")) {
        throw new IOException(relative + ": expected row-major float32, found " + description);
      }
      float[] values = new float[(bytes.length - header) / 4];
      buffer.position(header);
      buffer.asFloatBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
