package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.audio.QuarantineReason;
import org.plateau.config.UserException;

class LocalFileTreeTest {
  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeFiles() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(root.resolve("b/c d"));
    Files.write(root.resolve("b/c d/ä.wav"), new byte[] {1, 2, 3});
    Files.write(root.resolve("a.txt"), new byte[5]);
    Files.write(folder.resolve("secret"), new byte[] {9});
  }

  private LocalFileTree tree() {
    return LocalFileTree.open("corpora.x.path", root);
  }

  @Test
  void listsFilesWithSizes() throws IOException {
    assertThat(tree().list().files())
        .extracting(FileEntry::path, FileEntry::bytes)
        .containsExactly(tuple("a.txt", 5L), tuple("b/c d/ä.wav", 3L));
    assertThat(tree().read("b/c d/ä.wav", 3)).containsExactly(1, 2, 3);
  }

  @Test
  void linksOutOfTheRootAreRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("out.wav"), folder.resolve("secret"));
    Files.createSymbolicLink(root.resolve("outside"), folder);
    Files.createSymbolicLink(root.resolve("broken.wav"), folder.resolve("nothing"));
    FileTree.Contents contents = tree().list();
    assertThat(contents.files()).hasSize(2);
    assertThat(contents.refused())
        .extracting(QuarantineEntry::path, QuarantineEntry::reason)
        .containsExactly(
            tuple("broken.wav", QuarantineReason.UNREADABLE),
            tuple("out.wav", QuarantineReason.UNSAFE_PATH),
            tuple("outside", QuarantineReason.UNSAFE_PATH));
    assertThatThrownBy(() -> tree().read("out.wav", 10))
        .isInstanceOf(FileTree.UnsafePathException.class);
    assertThatThrownBy(() -> tree().read("outside/secret", 10))
        .isInstanceOf(FileTree.UnsafePathException.class);
  }

  @Test
  void loopsAndInnerLinksEnd() throws IOException {
    Files.createSymbolicLink(root.resolve("b/loop"), root);
    Files.createSymbolicLink(root.resolve("twin.txt"), root.resolve("a.txt"));
    FileTree.Contents contents = tree().list();
    assertThat(contents.files())
        .extracting(FileEntry::path)
        .containsExactly("a.txt", "b/c d/ä.wav", "twin.txt");
    assertThat(contents.refused()).isEmpty();
  }

  @Test
  void theRootMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);
    assertThat(LocalFileTree.open("p", link).list().files()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret", "b/../../secret", "/etc/hostname", "", "b//x", "./a.txt", "C:/x"})
  void pathsThatLeaveTheRoot(String path) {
    assertThatThrownBy(() -> tree().open(path)).isInstanceOf(FileTree.UnsafePathException.class);
  }

  @Test
  void controlCharactersAreRefused() throws IOException {
    Files.write(root.resolve("a\nb.wav"), new byte[1]);
    assertThat(tree().list().refused())
        .extracting(QuarantineEntry::reason)
        .containsExactly(QuarantineReason.UNSAFE_PATH);
    assertThat(SafePaths.problem("a\u0000b")).isPresent();
    assertThat(SafePaths.problem("a/b c/ü.wav")).isEmpty();
  }

  @Test
  void readingIsBounded() {
    assertThatThrownBy(() -> tree().read("a.txt", 4))
        .isInstanceOf(FileTree.FileTooLargeException.class)
        .hasMessage("a.txt: more than the limit of 4 bytes");
  }

  @Test
  void missingFolderIsTheUsersMistake() {
    assertThatThrownBy(() -> LocalFileTree.open("corpora.emodb.path", folder.resolve("no")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("corpora.emodb.path: ")
        .hasMessageEndingWith(
            "/no must be a readable folder; mend the path or unpack the corpus there");
  }

  @Test
  void detailsAreCut() {
    QuarantineEntry entry =
        new QuarantineEntry("a", QuarantineReason.BAD_NAME, "x".repeat(499) + "\ud83d\ude00");
    assertThat(entry.detail()).hasSize(499);
    assertThat(QuarantineReason.ofCode("bad_name")).isEqualTo(QuarantineReason.BAD_NAME);
    assertThatThrownBy(() -> QuarantineReason.ofCode("BAD_NAME"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
