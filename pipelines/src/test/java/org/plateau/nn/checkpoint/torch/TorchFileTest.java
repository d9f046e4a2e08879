package org.plateau.nn.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.nn.checkpoint.HostTensor;
import org.plateau.nn.checkpoint.TensorType;
import org.plateau.nn.checkpoint.WeightFileException;
import org.plateau.testing.SharedData;

/** Files that PyTorch wrote, files typed by hand, and files that are damaged or hostile. */
class TorchFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static Path shared(String name) {
    return SharedData.path("reference/models/checkpoints/" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pth/zip.pth", "pth/legacy.pth"})
  void readsWhatPyTorchWrote(String name) throws IOException {
    JsonNode expected = JSON.readTree(shared("pth/expected.json").toFile()).get("tensors");
    try (TorchFile file = TorchFile.open(shared(name))) {
      assertThat(file.names()).hasSameSizeAs(expected);
      for (Iterator<Map.Entry<String, JsonNode>> each = expected.properties().iterator();
          each.hasNext(); ) {
        Map.Entry<String, JsonNode> tensor = each.next();
        check(tensor.getKey(), file.read(tensor.getKey()), tensor.getValue());
      }
    }
  }

  private static void check(String name, HostTensor tensor, JsonNode expected) {
    assertThat(JSON.valueToTree(tensor.shape()).toString())
        .isEqualTo(expected.get("shape").toString());
    JsonNode values = expected.get("values");
    ByteBuffer in = tensor.bytes();
    for (int i = 0; i < values.size(); i++) {
      String text = values.get(i).asText();
      String found =
          switch (tensor.type()) {
            case F64 -> Double.toString(in.getDouble());
            case I64 -> Long.toString(in.getLong());
            case I32 -> Integer.toString(in.getInt());
            case U8 -> Integer.toString(in.get() & 0xFF);
            case BOOL -> Boolean.toString(in.get() != 0);
            default -> Double.toString(tensor.toFloats()[i]);
          };
      String wanted =
          switch (text) {
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            default ->
                tensor.type() == TensorType.F32 ? Double.toString(Float.parseFloat(text)) : text;
          };
      boolean real = Character.isDigit(wanted.charAt(wanted.length() - 1));
      if (real) {
        assertThat(Double.parseDouble(found)).as(name).isEqualTo(Double.parseDouble(wanted));
      } else {
        assertThat(found).as(name).isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pth/nested.pth", "pth/nested_legacy.pth"})
  void keepsPlainValuesAround(String name) throws IOException {
    try (TorchFile file = TorchFile.open(shared(name))) {
      assertThat(file.names()).containsExactly("model.plain", "model.half");
      assertThat(file.shape("model.plain")).containsExactly(3, 4);
      assertThat(file.metadata())
          .containsEntry("epoch", "3")
          .containsEntry("lr", "1.0E-4")
          .containsEntry("name", "über")
          .containsEntry("flags.0", "true")
          .containsEntry("flags.1", "None")
          .containsEntry("list.2", "x");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bare.bin, builtins.print",
    "getattr.bin, builtins.getattr",
    "legacy.bin, builtins.print",
    "zip.bin, builtins.print",
  })
  void refusesOtherGlobalsByName(String name, String global) {
    Path path = shared("malicious/" + name);
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThatThrownBy(() -> TorchFile.open(path).close())
          .isInstanceOf(WeightFileException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("global " + global + " is refused");
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** Global spellings of all protocols, and calls that hide the name. */
  @ParameterizedTest
  @CsvSource({
    "'80 02 63 6f730a 73797374656d0a 2e', os.system",
    "'80 04 8c 02 6f73 8c 06 73797374656d 93 2e', os.system",
    "'28 58 02000000 6c73 69 6f730a 73797374656d0a 2e', os.system",
    "'80 02 63 746f7263682e73657269616c697a6174696f6e0a 6c6f61640a 2e', torch.serialization.load",
    "'80 02 82 01 2e', extension code",
  })
  void refusesEverySpelling(String hex, String named) throws IOException {
    Path path = folder.resolve("typed.bin");
    Files.write(path, HexFormat.of().parseHex(hex.replace(" ", "")));
    assertThatThrownBy(() -> TorchFile.open(path).close())
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining(named)
        .hasMessageContaining("refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pth/zip.pth", "pth/legacy.pth", "pth/nested_legacy.pth"})
  void truncationsAreToldClearly(String name) throws IOException {
    byte[] whole = Files.readAllBytes(shared(name));
    Path cut = folder.resolve("cut.pth");
    for (int length = 0; length < whole.length; length += 37) {
      Files.write(cut, Arrays.copyOf(whole, length));
      try (TorchFile file = TorchFile.open(cut)) {
        fail("%d of %d bytes of %s open with %s", length, whole.length, name, file.names());
      } catch (WeightFileException e) {
        assertThat(e).hasMessageContaining("cut.pth").message().hasSizeLessThan(600);
      }
    }
  }

  /** A flipped bit gives an error that names the file, or values, but never another exception. */
  @ParameterizedTest
  @ValueSource(strings = {"pth/zip.pth", "pth/legacy.pth"})
  void flippedBitsAreHandled(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(shared(name));
    Path spoilt = folder.resolve("spoilt.pth");
    int refused = 0;
    for (int i = 0; i < bytes.length; i += 13) {
      byte good = bytes[i];
      bytes[i] ^= (byte) (1 << (i % 8));
      Files.write(spoilt, bytes);
      try (TorchFile file = TorchFile.open(spoilt)) {
        for (String tensor : file.names()) {
          file.read(tensor);
        }
      } catch (WeightFileException e) {
        assertThat(e).hasMessageContaining("spoilt.pth");
        refused++;
      }
      bytes[i] = good;
    }
    assertThat(refused).isGreaterThan(bytes.length / 13 / 8);
  }

  @Test
  void aFlippedValueOfAZipFileIsSeen() throws IOException {
    byte[] bytes = Files.readAllBytes(shared("pth/nested.pth"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int name = text.indexOf("nested/data/0");
    int extra = (bytes[name - 2] & 0xFF) + 256 * (bytes[name - 1] & 0xFF);
    bytes[name + "nested/data/0".length() + extra + 5] ^= 1;
    Path path = Files.write(folder.resolve("flipped.pth"), bytes);
    assertThatThrownBy(() -> TorchFile.open(path).close())
        .hasMessageContaining("nested/data/0 is damaged");
  }

  /** 2^40 elements in a file of some hundred bytes, told by storage, size or stride. */
  @ParameterizedTest
  @CsvSource({
    "1099511627776, 4, 1, 0",
    "4, 1099511627776, 1, 0",
    "4, 1099511627776, 0, 0",
    "4, 4, 1099511627776, 0",
    "4, 4, 1, 1099511627776",
    "4611686018427387904, 4611686018427387904, 1, 0",
  })
  void hugeTensorsAreRefusedBeforeTheyAreMade(long stored, long size, long stride, long offset)
      throws IOException {
    Path path = folder.resolve("huge.pth");
    ByteBuffer out = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    out.put(HexFormat.of().parseHex("800263"));
    out.put(
        "torch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\n"
            .getBytes(StandardCharsets.US_ASCII));
    out.put("U\u00010U\u0003cpu".getBytes(StandardCharsets.US_ASCII));
    number(out, stored);
    out.put((byte) 't').put((byte) 'Q');
    number(out, offset);
    number(out, size);
    out.put((byte) 0x85);
    number(out, stride);
    out.put((byte) 0x85);
    out.put("\u0089}tR.".getBytes(StandardCharsets.ISO_8859_1));
    zip(path, Arrays.copyOf(out.array(), out.position()), new byte[16], ZipEntry.STORED);
    assertThatThrownBy(() -> TorchFile.open(path).close())
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("huge.pth")
        .hasMessageMatching("(?s).*(storage|size|large).*");
  }

  private static void number(ByteBuffer out, long value) {
    out.put((byte) 0x8a).put((byte) 8).putLong(value);
  }

  private static void zip(Path path, byte[] pickle, byte[] data, int method) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> entry :
          List.of(Map.entry("a/data.pkl", pickle), Map.entry("a/data/0", data))) {
        ZipEntry named = new ZipEntry(entry.getKey());
        named.setMethod(method);
        named.setSize(entry.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        named.setCrc(crc.getValue());
        out.putNextEntry(named);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
  }

  @Test
  void aBombOfAMillionTimesItsSizeIsRefused() throws IOException {
    Path path = folder.resolve("bomb.pth");
    zip(path, new byte[64 << 20], new byte[16], ZipEntry.DEFLATED);
    assertThat(Files.size(path)).isLessThan(1 << 17);
    assertThatThrownBy(() -> TorchFile.open(path).close())
        .hasMessageContaining("a/data.pkl is compressed");
  }

  /** Lists of lists by reference: 2^40 leaves in some hundred bytes. */
  @Test
  void aBombOfReferencesIsRefused() throws IOException {
    StringBuilder hex = new StringBuilder("8002" + "5d" + "7100");
    for (int i = 1; i <= 40; i++) {
      hex.append("5d71%02x".formatted(i)).append("68%02x61".formatted(i - 1));
      hex.append("68%02x61".formatted(i - 1));
    }
    hex.append("2e");
    Path path = folder.resolve("references.pth");
    zip(path, HexFormat.of().parseHex(hex), new byte[16], ZipEntry.STORED);
    assertThatThrownBy(() -> TorchFile.open(path).close()).hasMessageContaining("nests deeper");
  }
}
