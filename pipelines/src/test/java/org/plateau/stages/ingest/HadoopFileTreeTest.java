package org.plateau.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LocalFileTree;

class HadoopFileTreeTest {
  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeFiles() throws IOException {
    root = Files.createDirectories(folder.resolve("my corpus"));
    Files.createDirectories(root.resolve("b/c d"));
    Files.write(root.resolve("b/c d/ä #%20.wav"), new byte[] {1, 2, 3});
    Files.write(root.resolve("a.txt"), new byte[5]);
    Files.write(folder.resolve("secret"), new byte[1]);
  }

  private FileTree tree() {
    return HadoopFileTree.open("corpora.x.path", "file:" + root, new Configuration(false));
  }

  @Test
  void listsAndReadsAsALocalFolderDoes() throws IOException {
    FileTree local = LocalFileTree.open("corpora.x.path", root);
    assertThat(tree().list().files()).isEqualTo(local.list().files()).hasSize(2);
    assertThat(tree().read("b/c d/ä #%20.wav", 3)).containsExactly(1, 2, 3);
    assertThat(tree().location()).startsWith("file:");
  }

  @Test
  void pathsStayInside() {
    for (String path : new String[] {"../secret", "/etc/hostname", "b/../../secret", ""}) {
      assertThatThrownBy(() -> tree().open(path)).isInstanceOf(FileTree.UnsafePathException.class);
    }
    assertThatThrownBy(() -> tree().read("a.txt", 4))
        .isInstanceOf(FileTree.FileTooLargeException.class);
  }

  @Test
  void addressesChooseTheFileSystem() {
    Configuration conf = new Configuration(false);
    assertThat(new FileTrees("s", root.toString(), conf).open()).isInstanceOf(LocalFileTree.class);
    assertThat(new FileTrees("s", root.toUri().toString(), conf).open())
        .isInstanceOf(LocalFileTree.class);
    assertThatThrownBy(() -> new FileTrees("corpora.x.path", "nofs://b/c", conf).open())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("corpora.x.path: nofs://b/c must be a readable folder");
    assertThatThrownBy(() -> HadoopFileTree.open("corpora.x.path", "file:" + root + "/no", conf))
        .isInstanceOf(UserException.class);
  }
}
