package org.plateau.packs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Local copies of packs that lie on a slow or shared disk. Copies are made once for all processes
 * of a host (a lock file, a temporary name, a rename) and checked against their hashes while they
 * are made. When the quota is reached the copies that were used longest ago go first; a copy in use
 * is never removed. A pack that does not fit is used where it lies.
 *
 * <p>Safe for threads and processes that share the folder. Copies are in use while a {@link Lease}
 * is open.
 */
public final class PackCache {
  private static final String LOCK_SUFFIX = ".lock";
  private static final String ACCOUNT_LOCK = "account" + LOCK_SUFFIX;
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** Leases of this process by lock file: file locks do not tell threads apart. */
  private static final Map<Path, Shared> IN_USE = new HashMap<>();

  private final Path root;
  private final long quotaBytes;

  /**
   * A cache in a local folder.
   *
   * @param root made where absent
   * @param quotaBytes largest sum of all copies, &gt;= 0
   */
  public PackCache(Path root, long quotaBytes) throws IOException {
    if (quotaBytes < 0) {
      throw new IllegalArgumentException("quotaBytes must be >= 0, found " + quotaBytes);
    }
    this.root = Files.createDirectories(root).toRealPath();
    this.quotaBytes = quotaBytes;
  }

  /** A pack that stays readable at {@link #path} until this is closed. */
  public interface Lease extends Closeable {
    /** The folder to open with {@link PackReader#open}. */
    Path path();

    @Override
    void close() throws IOException;
  }

  /** A lease on the pack where it lies, for packs that are local already. */
  public static Lease inPlace(Path pack) {
    Objects.requireNonNull(pack, "pack");
    return new Lease() {
      @Override
      public Path path() {
        return pack;
      }

      @Override
      public void close() {}
    };
  }

  /**
   * A local copy of a pack, made now where absent.
   *
   * @throws PackException if the source is no sound pack
   */
  public Lease acquire(Path pack) throws IOException {
    PackManifest manifest = PackFiles.readManifest(pack);
    PackFiles.checkSizes(pack, manifest);
    Path copy = root.resolve(manifest.pack()).normalize();
    if (!root.equals(copy.getParent())) {
      throw new PackException(pack + " has a name that is no plain name: " + manifest.pack());
    }
    Path lockFile = root.resolve(manifest.pack() + LOCK_SUFFIX);
    Shared shared = hold(lockFile);
    boolean kept = false;
    try {
      if (isSound(copy, manifest) || fill(pack, copy, manifest)) {
        // Not the lock file's time: opening that file a second time would drop its lock.
        Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
        kept = true;
        return new CopyLease(copy, lockFile, shared);
      }
    } finally {
      if (!kept) {
        release(lockFile, shared);
      }
    }
    return inPlace(pack);
  }

  /** Bytes of all copies. */
  public long usedBytes() throws IOException {
    long sum = 0;
    for (Path copy : copies()) {
      sum += folderBytes(copy);
    }
    return sum;
  }

  private static boolean isSound(Path copy, PackManifest expected) throws IOException {
    try {
      PackManifest found = PackFiles.readManifest(copy);
      PackFiles.checkSizes(copy, found);
      return found.indexSha256().equals(expected.indexSha256())
          && found.shards().equals(expected.shards());
    } catch (PackException e) {
      return false;
    }
  }

  /** Copies under the account lock: one copier a host, so that the sum is right. */
  private boolean fill(Path pack, Path copy, PackManifest manifest) throws IOException {
    synchronized (PackCache.class) {
      try (FileChannel channel = lockChannel(root.resolve(ACCOUNT_LOCK));
          FileLock account = channel.lock()) {
        Objects.requireNonNull(account);
        if (isSound(copy, manifest)) {
          return true;
        }
        removeAbandoned();
        Folders.deleteTree(copy);
        if (!makeRoom(folderBytes(pack))) {
          return false;
        }
        Path temporary = Folders.newTemporary(root);
        try {
          copyChecked(pack, temporary, manifest);
          Files.move(temporary, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Folders.deleteTree(temporary);
        }
        return true;
      }
    }
  }

  private static void copyChecked(Path pack, Path target, PackManifest manifest)
      throws IOException {
    List<String> names = new ArrayList<>();
    manifest.shards().forEach(shard -> names.add(shard.file()));
    names.add(manifest.indexFile());
    names.add(PackManifest.FILE_NAME);
    for (String name : names) {
      Files.copy(pack.resolve(name), target.resolve(name));
    }
    try (PackReader reader = PackReader.open(target)) {
      reader.verify();
    }
  }

  private boolean makeRoom(long needed) throws IOException {
    long used = usedBytes();
    List<Path> oldestFirst = new ArrayList<>(copies());
    oldestFirst.sort(Comparator.comparing(this::lastUsed));
    for (Path copy : oldestFirst) {
      if (used + needed <= quotaBytes) {
        break;
      }
      long freed = folderBytes(copy);
      if (evict(copy)) {
        used -= freed;
      }
    }
    return used + needed <= quotaBytes;
  }

  private boolean evict(Path copy) throws IOException {
    Path lockFile = lockFile(copy);
    synchronized (IN_USE) {
      if (IN_USE.containsKey(lockFile)) {
        return false;
      }
      try (FileChannel channel = lockChannel(lockFile);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          return false;
        }
        Folders.deleteTree(copy);
        return true;
      }
    }
  }

  private void removeAbandoned() throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    for (Path path : children()) {
      if (path.getFileName().toString().startsWith(Folders.TEMPORARY_PREFIX)
          && Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
        Folders.deleteTree(path);
      }
    }
  }

  private List<Path> copies() throws IOException {
    return children().stream()
        .filter(path -> Files.isRegularFile(path.resolve(PackManifest.FILE_NAME)))
        .filter(path -> !path.getFileName().toString().startsWith(Folders.TEMPORARY_PREFIX))
        .toList();
  }

  private List<Path> children() throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children.toList();
    }
  }

  private Path lockFile(Path copy) {
    return root.resolve(copy.getFileName() + LOCK_SUFFIX);
  }

  private FileTime lastUsed(Path copy) {
    try {
      return Files.getLastModifiedTime(copy);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static long folderBytes(Path folder) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sum += Files.size(file);
      }
    } catch (NoSuchFileException e) {
      return sum;
    }
    return sum;
  }

  private static FileChannel lockChannel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static Shared hold(Path lockFile) throws IOException {
    synchronized (IN_USE) {
      Shared shared = IN_USE.get(lockFile);
      if (shared == null) {
        FileChannel channel = lockChannel(lockFile);
        try {
          shared = new Shared(channel, channel.lock(0, Long.MAX_VALUE, true));
        } finally {
          if (shared == null) {
            channel.close();
          }
        }
        IN_USE.put(lockFile, shared);
      }
      shared.holders++;
      return shared;
    }
  }

  private static void release(Path lockFile, Shared shared) throws IOException {
    synchronized (IN_USE) {
      shared.holders--;
      if (shared.holders == 0) {
        IN_USE.remove(lockFile);
        shared.lock.release();
        shared.channel.close();
      }
    }
  }

  private static final class Shared {
    private final FileChannel channel;
    private final FileLock lock;
    private int holders;

    Shared(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }
  }

  private static final class CopyLease implements Lease {
    private final Path copy;
    private final Path lockFile;
    private Shared shared;

    CopyLease(Path copy, Path lockFile, Shared shared) {
      this.copy = copy;
      this.lockFile = lockFile;
      this.shared = shared;
    }

    @Override
    public Path path() {
      return copy;
    }

    @Override
    public synchronized void close() throws IOException {
      if (shared != null) {
        release(lockFile, shared);
        shared = null;
      }
    }
  }
}
