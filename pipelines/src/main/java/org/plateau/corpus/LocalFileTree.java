package org.plateau.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plateau.audio.QuarantineReason;
import org.plateau.config.UserException;

/**
 * A folder on a local disk. The root itself may be a symbolic link. Below it, links to files inside
 * the root count as files; links to folders inside the root are left out, because what they lead to
 * is listed in its own place (so a loop cannot arise); links out of the root are refused.
 */
public final class LocalFileTree implements FileTree {
  private static final int MAX_DEPTH = 64;

  private final Path root;

  private LocalFileTree(Path realRoot) {
    this.root = realRoot;
  }

  /**
   * Opens a folder.
   *
   * @param setting name of the setting that holds the path, for messages
   * @throws UserException if there is no readable folder
   */
  public static LocalFileTree open(String setting, Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new UserException(
          "%s: %s must be a readable folder; mend the path or unpack the corpus there"
              .formatted(setting, folder));
    }
    try {
      return new LocalFileTree(folder.toRealPath());
    } catch (IOException e) {
      throw new UserException("%s: %s cannot be opened: %s".formatted(setting, folder, e), e);
    }
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public Contents list() throws IOException {
    List<FileEntry> files = new ArrayList<>();
    List<QuarantineEntry> refused = new ArrayList<>();
    walk(root, 0, files, refused);
    files.sort(Comparator.comparing(FileEntry::path));
    refused.sort(Comparator.comparing(QuarantineEntry::path));
    return new Contents(files, refused);
  }

  private void walk(Path folder, int depth, List<FileEntry> files, List<QuarantineEntry> refused)
      throws IOException {
    List<Path> children;
    try (Stream<Path> listed = Files.list(folder)) {
      children = listed.toList();
    } catch (IOException e) {
      if (depth == 0) {
        throw e;
      }
      refused.add(refuse(folder, QuarantineReason.UNREADABLE, "the folder cannot be listed: " + e));
      return;
    }
    for (Path child : children) {
      Optional<String> problem = SafePaths.problem(relative(child));
      if (problem.isPresent()) {
        refused.add(refuse(child, QuarantineReason.UNSAFE_PATH, problem.get()));
      } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        if (depth == MAX_DEPTH) {
          refused.add(refuse(child, QuarantineReason.UNSAFE_PATH, "deeper than 64 folders"));
        } else {
          walk(child, depth + 1, files, refused);
        }
      } else {
        addFile(child, files, refused);
      }
    }
  }

  private void addFile(Path child, List<FileEntry> files, List<QuarantineEntry> refused) {
    try {
      if (!child.toRealPath().startsWith(root)) {
        refused.add(refuse(child, QuarantineReason.UNSAFE_PATH, "the link leads out of the root"));
        return;
      }
      BasicFileAttributes attributes = Files.readAttributes(child, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        files.add(
            new FileEntry(
                relative(child), attributes.size(), attributes.lastModifiedTime().toMillis()));
      } else if (!attributes.isDirectory()) {
        refused.add(refuse(child, QuarantineReason.UNREADABLE, "neither a file nor a folder"));
      }
    } catch (IOException e) {
      refused.add(refuse(child, QuarantineReason.UNREADABLE, "cannot be opened: " + e));
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    Optional<String> problem = SafePaths.problem(path);
    if (problem.isPresent()) {
      throw new UnsafePathException(path, problem.get());
    }
    Path real = root.resolve(path).toRealPath();
    if (!real.startsWith(root)) {
      throw new UnsafePathException(path, "the link leads out of the root");
    }
    if (!Files.isRegularFile(real)) {
      throw new IOException(path + ": not a regular file");
    }
    return Files.newInputStream(real);
  }

  private QuarantineEntry refuse(Path path, QuarantineReason reason, String detail) {
    return new QuarantineEntry(relative(path), reason, detail);
  }

  private String relative(Path path) {
    return root.relativize(path).toString();
  }
}
