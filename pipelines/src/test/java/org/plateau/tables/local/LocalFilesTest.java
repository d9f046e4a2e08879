package org.plateau.tables.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.tables.DeltaSession;

class LocalFilesTest {
  @TempDir java.nio.file.Path folder;
  private Configuration conf;
  private FileContext context;

  @BeforeEach
  void open() throws IOException {
    conf = new Configuration();
    DeltaSession.localSettings()
        .forEach((key, value) -> conf.set(key.substring("spark.hadoop.".length()), value));
    context = FileContext.getFileContext(folder.toUri(), conf);
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private void write(String name, String text) throws IOException {
    try (FSDataOutputStream to = context.create(path(name), EnumSet.of(CreateFlag.CREATE))) {
      to.write(text.getBytes(UTF_8));
    }
  }

  private int mode(String name) throws IOException {
    return (int) Files.getAttribute(folder.resolve(name), "unix:mode") & 0xfff;
  }

  /** What another Spark reads with Hadoop's own file system, checksums included. */
  private String peer(String name) throws IOException {
    try (LocalFileSystem files = FileSystem.newInstanceLocal(new Configuration());
        var from = files.open(path(name))) {
      return new String(from.readAllBytes(), UTF_8);
    }
  }

  @Test
  void aFileMovesWithItsChecksum() throws IOException {
    write("a", "rows");
    context.rename(path("a"), path("b"));
    assertThat(peer("b")).isEqualTo("rows");
    try (Stream<java.nio.file.Path> left = Files.list(folder)) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("b", ".b.crc");
    }
    Files.writeString(folder.resolve("b"), "rowz");
    assertThatThrownBy(() -> peer("b")).hasMessageContaining("Checksum error");
  }

  @Test
  void aTakenNameIsRefusedAndAnOverwriteIsNot() throws IOException {
    write("a", "new");
    write("b", "old");
    assertThatThrownBy(() -> context.rename(path("a"), path("b")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(peer("a")).isEqualTo("new");
    assertThat(peer("b")).isEqualTo("old");
    context.rename(path("a"), path("b"), Options.Rename.OVERWRITE);
    assertThat(peer("b")).isEqualTo("new");
    assertThat(folder.resolve("a")).doesNotExist();
  }

  /** Of many writers of one name exactly one wins, each time. */
  @Test
  void oneWriterTakesAName() throws Exception {
    int writers = 4;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 50; round++) {
        String name = "version-" + round;
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
          String own = name + ".writer-" + i;
          write(own, own);
          all.add(() -> takes(own, name));
        }
        int won = 0;
        for (Future<Boolean> each : pool.invokeAll(all)) {
          won += each.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        assertThat(peer(name)).startsWith(name + ".writer-");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean takes(String own, String name) throws IOException {
    try {
      context.rename(path(own), path(name));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Test
  void permissionsAreThoseOfChmodAndFoldersKeepTheirGroup() throws IOException {
    FileSystem files = FileSystem.newInstance(folder.toUri(), conf);
    assertThat(files).isInstanceOf(CheckedFiles.class);
    write("a", "rows");
    files.setPermission(path("a"), new FsPermission((short) 0640));
    assertThat(mode("a")).isEqualTo(0640);
    Files.createDirectory(folder.resolve("lab"));
    Files.setAttribute(folder.resolve("lab"), "unix:mode", 02775);
    files.setPermission(path("lab"), new FsPermission((short) 0755));
    assertThat(mode("lab")).isEqualTo(02755);
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    files.setPermission(path("link"), new FsPermission((short) 0600));
    assertThat(mode("a")).isEqualTo(0600);
    assertThat(files.getFileStatus(path("link")).getPermission().toShort()).isEqualTo((short) 0600);
    files.close();
  }
}
