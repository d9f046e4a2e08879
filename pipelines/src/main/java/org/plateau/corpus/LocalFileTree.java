package org.plateau.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
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
  private static final int LISTING_THREADS = 8;

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

  /** Lists the tree; folders side by side, since each file costs a question to the disk. */
  @Override
  public Contents list() throws IOException {
    Listing listing = new Listing();
    ForkJoinPool pool = new ForkJoinPool(LISTING_THREADS);
    try {
      List<Path> folders = List.of(root);
      for (int depth = 0; !folders.isEmpty(); depth++) {
        List<Path> level = folders;
        boolean deepest = depth == MAX_DEPTH;
        folders =
            pool.submit(
                    () ->
                        level.parallelStream()
                            .flatMap(folder -> children(folder, deepest, listing).stream())
                            .toList())
                .join();
      }
    } finally {
      pool.shutdown();
    }
    if (listing.failure != null) {
      throw listing.failure;
    }
    return listing.contents();
  }

  /** Lists one folder's files and returns its folders. */
  private List<Path> children(Path folder, boolean deepest, Listing listing) {
    List<Path> children;
    try (Stream<Path> listed = Files.list(folder)) {
      children = listed.toList();
    } catch (IOException | UncheckedIOException e) {
      if (folder.equals(root)) {
        listing.failure = new IOException("the folder cannot be listed: " + e, e);
      } else {
        listing.refused.add(
            refuse(folder, QuarantineReason.UNREADABLE, "the folder cannot be listed: " + e));
      }
      return List.of();
    }
    return children.parallelStream()
        .filter(child -> isFolderToList(child, deepest, listing))
        .toList();
  }

  private boolean isFolderToList(Path child, boolean deepest, Listing listing) {
    Optional<String> problem = SafePaths.problem(relative(child));
    if (problem.isPresent()) {
      listing.refused.add(refuse(child, QuarantineReason.UNSAFE_PATH, problem.get()));
      return false;
    }
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        if (!deepest) {
          return true;
        }
        listing.refused.add(refuse(child, QuarantineReason.UNSAFE_PATH, "deeper than 64 folders"));
      } else if (attributes.isSymbolicLink()) {
        addLink(child, listing);
      } else {
        add(child, attributes, listing);
      }
    } catch (IOException e) {
      listing.refused.add(refuse(child, QuarantineReason.UNREADABLE, "cannot be opened: " + e));
    }
    return false;
  }

  private void addLink(Path link, Listing listing) throws IOException {
    if (!link.toRealPath().startsWith(root)) {
      listing.refused.add(
          refuse(link, QuarantineReason.UNSAFE_PATH, "the link leads out of the root"));
      return;
    }
    add(link, Files.readAttributes(link, BasicFileAttributes.class), listing);
  }

  private void add(Path file, BasicFileAttributes attributes, Listing listing) {
    if (attributes.isRegularFile()) {
      listing.files.add(
          new FileEntry(
              relative(file), attributes.size(), attributes.lastModifiedTime().toMillis()));
    } else if (!attributes.isDirectory()) {
      listing.refused.add(refuse(file, QuarantineReason.UNREADABLE, "neither a file nor a folder"));
    }
  }

  /** What several threads have found so far. */
  private static final class Listing {
    private final Queue<FileEntry> files = new ConcurrentLinkedQueue<>();
    private final Queue<QuarantineEntry> refused = new ConcurrentLinkedQueue<>();
    private volatile IOException failure;

    Contents contents() {
      return new Contents(
          files.stream().sorted(Comparator.comparing(FileEntry::path)).toList(),
          refused.stream().sorted(Comparator.comparing(QuarantineEntry::path)).toList());
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    SafePaths.require(path);
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
