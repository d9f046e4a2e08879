package org.plateau.stages.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;

class RunFolderTest {
  private static final RunFolder.LabelColumns COLUMNS =
      new RunFolder.LabelColumns("file", "emotion", "speaker");

  @TempDir Path folder;
  private Path labels;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    labels = folder.resolve("test.csv");
    Files.writeString(labels, "file,emotion,speaker\na.wav,sad,s1\n\"b,1.wav\",angry,\n");
    Files.createDirectories(folder.resolve("_test"));
    Files.writeString(
        folder.resolve("_test/test_results.csv"),
        "index,predictions,probability_angry,probability_sad\n1,sad,0.25,0.75\n0,sad,0.4,0.6\n");
    out = folder.resolve("out.csv");
  }

  /** The header that NumPy's format description asks for: a dict padded to 64 bytes. */
  private void outputs(String shape, float... values) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    String padded = header + " ".repeat(128 - 10 - header.length() - 1) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(128 + Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    bytes.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
    for (float value : values) {
      bytes.putFloat(value);
    }
    Files.write(folder.resolve("_test/test_outputs.npy"), bytes.array());
  }

  private List<String> convert(String... classes) throws IOException {
    RunFolder.convert(folder, labels, COLUMNS, List.of(classes), out);
    return Files.readAllLines(out);
  }

  @Test
  void theIndexLeadsToTheLabelFile() throws IOException {
    assertThat(RunFolder.isOne(folder)).isTrue();
    assertThat(convert("sad", "angry"))
        .containsExactly(
            "utterance,speaker,label,prediction,logits",
            "\"b,1.wav\",\"\",\"angry\",\"sad\",\"[0.75,0.25]\"",
            "\"a.wav\",\"s1\",\"sad\",\"sad\",\"[0.6,0.4]\"");
  }

  @Test
  void outputsOfTheNetworkGoBeforeProbabilities() throws IOException {
    outputs("(2, 2)", -1.5f, 2f, 0f, 3f);
    assertThat(convert("angry", "sad"))
        .contains("\"b,1.wav\",\"\",\"angry\",\"sad\",\"[-1.5,2.0]\"");
    outputs("(2, 2)", -1.5f, 2f, 0f);
    assertThatThrownBy(() -> convert("angry", "sad"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("whole NumPy file");
    outputs("(1, 2)", -1.5f, 2f);
    assertThatThrownBy(() -> convert("angry", "sad"))
        .hasMessageContaining("is 1 x 2, must be 2 x 2");
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    assertThatThrownBy(() -> convert("angry", "happy"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has classes [angry, sad], the task has [angry, happy]");
    Files.writeString(labels, "file,emotion,speaker\na.wav,sad,s1\n");
    assertThatThrownBy(() -> convert("angry", "sad"))
        .hasMessageContaining("line 2, column index = 1: must be a row of");
    Files.writeString(labels, "file,emotion\na.wav,sad\n");
    assertThatThrownBy(() -> convert("angry", "sad"))
        .hasMessageContaining("column speaker: is missing, found [file, emotion]");
  }
}
