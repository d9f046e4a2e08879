package org.plateau.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.testing.Golden;
import org.plateau.testing.SharedData;

/** The reader against bytes typed from the format's description and files of other programs. */
class SafetensorsTest {
  @TempDir Path folder;

  private Path file(long headerLength, String header, String dataHex) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] data = HexFormat.of().parseHex(dataHex.replace(" ", ""));
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(headerLength).put(json).put(data);
    return Files.write(folder.resolve("typed.safetensors"), bytes.array());
  }

  private Path file(String header, String dataHex) throws IOException {
    return file(header.getBytes(StandardCharsets.UTF_8).length, header, dataHex);
  }

  @Test
  void readsTypedBytes() throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"half\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[16,20]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]},"
            + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"brain\":{\"data_offsets\":[20,24],\"shape\":[2],\"dtype\":\"BF16\"},"
            + "\"empty\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[24,24]}}   ";
    // 5; 1.0, -2.5; 1.5, -0.000000059604645 (smallest subnormal); 1.0, -3.140625
    Path path = file(header, "0500000000000000 0000803f 000020c0 003e 0180 803f 49c0");
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactly("half", "w", "n", "brain", "empty");
      assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(file.read("w").toFloats()).containsExactly(1f, -2.5f);
      assertThat(file.shape("w")).containsExactly(1, 2);
      assertThat(file.read("n").toLongs()).containsExactly(5);
      assertThat(file.read("half").toFloats()).containsExactly(1.5f, -0x1p-24f);
      assertThat(file.read("brain").toFloats()).containsExactly(1f, -3.140625f);
      assertThat(file.read("empty").toFloats()).isEmpty();
      assertThatThrownBy(() -> file.read("absent")).hasMessageContaining("absent");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} {}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}",
        "[]",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"a\":7}",
        " {}",
      })
  void refusesDamagedHeaders(String header) throws IOException {
    Path path = file(header, "0000803f 0000803f");
    assertThatThrownBy(() -> SafetensorsFile.open(path).close())
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("typed.safetensors");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 3, 100_000_001L, Long.MAX_VALUE, 1L << 33})
  void refusesHeaderLengthsBeforeAllocating(long length) throws IOException {
    Path path = file(length, "{}", "");
    assertThatThrownBy(() -> SafetensorsFile.open(path).close())
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("header length");
  }

  @Test
  void writesBytesThatTheDescriptionAsksFor() throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put("b.weight", HostTensor.of(new float[] {1, -2.5f}, 2, 1));
    tensors.put("count", HostTensor.scalar(5));
    Path path = folder.resolve("written.safetensors");
    String hash = SafetensorsWriter.write(path, tensors, Map.of("format", "pt"));
    byte[] bytes = Files.readAllBytes(path);
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"b.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]},"
            + "\"count\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}";
    int padded = (header.length() + 7) / 8 * 8;
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()).isEqualTo(padded);
    assertThat(new String(bytes, 8, padded, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(header);
    assertThat(HexFormat.of().formatHex(bytes, 8 + padded, bytes.length))
        .isEqualTo("0500000000000000" + "0000803f" + "000020c0");
    assertThat(DurableFiles.sha256(path)).isEqualTo(hash);
    assertThat(folder.toFile().list()).containsExactly("written.safetensors");
  }

  @ParameterizedTest
  @CsvSource({
    "bert, model.safetensors",
    "w2v2, model.safetensors",
    "llama, model-00001-of-00003.safetensors",
    "llama, model-00002-of-00003.safetensors",
    "llama, model-00003-of-00003.safetensors",
    "llama-lora, adapter_model.safetensors",
  })
  void readsFilesOfOtherPrograms(String model, String name) throws IOException {
    Path root = SharedData.path("reference/models/checkpoints/" + model);
    JsonNode expected =
        new ObjectMapper().readTree(root.resolve("expected.json").toFile()).get("safetensors");
    try (SafetensorsFile file = SafetensorsFile.open(root.resolve(name))) {
      assertThat(file.names()).hasSameSizeAs(expected.get(name));
      for (String tensor : file.names()) {
        long[] shape = file.shape(tensor);
        assertThat(new ObjectMapper().valueToTree(shape).toString())
            .as(tensor)
            .isEqualTo(expected.get(name).get(tensor).toString());
        float[] values = file.read(tensor).toFloats();
        float[] golden = Golden.tensor("golden-1", formulaName(tensor), shape);
        float unit = file.type(tensor) == TensorType.BF16 ? 0x1p-8f : 0;
        for (int i = 0; i < values.length; i++) {
          assertThat(Math.abs(values[i] - golden[i]))
              .as(tensor + " " + i)
              .isLessThanOrEqualTo(unit * Math.abs(golden[i]));
        }
      }
    }
  }

  /** The name under which the formula knows a tensor: published names, without peft's prefix. */
  private static String formulaName(String stored) {
    return stored
        .replaceFirst("^base_model\\.model\\.", "")
        .replace("parametrizations.weight.original0", "weight_g")
        .replace("parametrizations.weight.original1", "weight_v");
  }
}
