package org.plateau.stages.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.plateau.corpus.standins.PredictionStandIn;

/** Writes predictions to one file in a form that an import reads. */
public final class PredictionWriter implements PredictionStandIn.Sink, Closeable {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message predictions {
            required binary task (STRING);
            required binary test_set (STRING);
            required binary condition (STRING);
            required binary model (STRING);
            required binary utterance (STRING);
            required binary speaker (STRING);
            required binary label (STRING);
            required binary prediction (STRING);
            required group logits (LIST) { repeated group list { required float element; } }
          }
          """);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lines lines;
  private final Closeable file;

  /** Writes one row of texts and logits. */
  private interface Lines {
    void write(String[] texts, float[] logits) throws IOException;
  }

  /**
   * Opens a file to write; one that stands there is replaced.
   *
   * @throws org.plateau.config.UserException if the name's ending is unknown
   */
  public PredictionWriter(Path path) throws IOException {
    InputFile.Format format = InputFile.of(List.of(path.toString()), true).get(0).format();
    Path parent = path.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    if (format == InputFile.Format.PARQUET) {
      Files.deleteIfExists(path);
      ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new LocalOutputFile(path))
              .withType(SCHEMA)
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(CompressionCodecName.SNAPPY)
              .build();
      lines = (texts, logits) -> writer.write(group(texts, logits));
      file = writer;
    } else {
      Writer writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
      boolean csv = format == InputFile.Format.CSV;
      if (csv) {
        writer.write("task,test_set,condition,model,utterance,speaker,label,prediction,logits\r\n");
      }
      lines = (texts, logits) -> writer.write(csv ? csv(texts, logits) : json(texts, logits));
      file = writer;
    }
  }

  @Override
  public void row(
      PredictionStandIn.Settings settings,
      String condition,
      String model,
      String utterance,
      String speaker,
      String label,
      String prediction,
      float[] logits)
      throws IOException {
    String[] texts = {
      settings.task(), settings.testSet(), condition, model, utterance, speaker, label, prediction
    };
    lines.write(texts, logits);
  }

  private static Group group(String[] texts, float[] logits) {
    Group group = new SimpleGroup(SCHEMA);
    for (int i = 0; i < texts.length; i++) {
      group.add(i, texts[i]);
    }
    Group list = group.addGroup("logits");
    for (float logit : logits) {
      list.addGroup("list").add("element", logit);
    }
    return group;
  }

  private static String csv(String[] texts, float[] logits) {
    StringBuilder line = new StringBuilder();
    for (String text : texts) {
      boolean plain = text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
      line.append(plain ? text : '"' + text.replace("\"", "\"\"") + '"').append(',');
    }
    return line.append('"').append(Arrays.toString(logits)).append("\"\r\n").toString();
  }

  private static String json(String[] texts, float[] logits) {
    try {
      ObjectNode object = JSON.createObjectNode();
      for (int i = 0; i < texts.length; i++) {
        object.put(SCHEMA.getFieldName(i), texts[i]);
      }
      object.set("logits", JSON.valueToTree(logits));
      return JSON.writeValueAsString(object) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
