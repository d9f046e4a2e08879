package org.plateau.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.LocalFileTree;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.manifest.ManifestReader;

/** A manifest corpus in audformat's two tables: files in Parquet, classes in CSV. */
class ParquetFormatTest {
  @TempDir private Path folder;

  private CorpusSettings settings() {
    return new CorpusSettings(
        "mine",
        "1",
        List.of(
            new TaskDefinition(
                "mine-2", List.of("calm", "upset"), Map.of("c", "calm", "u", "upset"))),
        new SplitRule(Map.of("7", "test"), "train"),
        Map.of(
            "tables", "db.files.parquet,db.emotion.csv",
            "path-column", "file",
            "label-column", "emotion"));
  }

  private void write() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message files { required binary file (UTF8); optional int64 speaker; optional double arousal; }");
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(folder.resolve("db.files.parquet").toUri());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(path).withType(schema).withConf(new Configuration()).build()) {
      SimpleGroupFactory groups = new SimpleGroupFactory(schema);
      writer.write(
          groups
              .newGroup()
              .append("file", "audio/1.wav")
              .append("speaker", 7L)
              .append("arousal", .5));
      writer.write(groups.newGroup().append("file", "audio/2.wav"));
      writer.write(groups.newGroup().append("file", "../3.wav"));
    }
    Files.writeString(
        folder.resolve("db.emotion.csv"), "file,emotion\naudio/1.wav,u\naudio/2.wav,c\n");
  }

  @Test
  void parquetAndCsvAreJoinedByPath() throws IOException {
    write();
    CorpusListing listing =
        new ManifestReader().read(LocalFileTree.open("corpora.mine.path", folder), settings());
    assertThat(listing.corpus()).isEqualTo("mine");
    assertThat(listing.utterances())
        .containsExactly(
            new UtteranceEntry("1", "audio/1.wav", "7", null, "test", .5, null, null, "u"),
            new UtteranceEntry("2", "audio/2.wav", null, null, "train", null, null, null, "c"));
    assertThat(listing.labels()).extracting(LabelEntry::label).containsExactly("upset", "calm");
    assertThat(listing.quarantine())
        .extracting(entry -> entry.path() + " " + entry.reason().code())
        .containsExactly("db.files.parquet:3 unsafe_path");
    Files.writeString(folder.resolve("db.files.parquet"), "no table");
    assertThat(
            new ManifestReader()
                .read(LocalFileTree.open("corpora.mine.path", folder), settings())
                .quarantine())
        .extracting(entry -> entry.path() + " " + entry.reason().code())
        .containsExactly("db.files.parquet unreadable");
  }
}
