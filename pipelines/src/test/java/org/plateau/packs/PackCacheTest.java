package org.plateau.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCacheTest {
  private static final int SAMPLES = 5_000;

  @TempDir Path folder;
  private Path cacheRoot;

  @BeforeEach
  void makeRoot() throws IOException {
    cacheRoot = Files.createDirectories(folder.resolve("cache")).toRealPath();
  }

  /** About 10 kB of samples and 1 kB of JSON. */
  private Path pack(String utterance) throws IOException {
    PackSpec spec = PackSpec.samples("t", List.of("a"));
    try (PackWriter writer = PackWriter.create(folder.resolve("packs"), spec)) {
      writer.add(new Fingerprint.Row(utterance, "id", null, "train", null), new short[SAMPLES]);
      return folder.resolve("packs").resolve(writer.finish().pack());
    }
  }

  private Path copy(Path pack) {
    return cacheRoot.resolve(pack.getFileName());
  }

  @Test
  void copyIsMadeOnceAndIsSound() throws IOException {
    Path pack = pack("one");
    PackCache cache = new PackCache(cacheRoot, 1 << 20);
    FileTime made;
    try (PackCache.Lease lease = cache.acquire(pack)) {
      assertThat(lease.path()).isEqualTo(copy(pack));
      try (PackReader reader = PackReader.open(lease.path())) {
        reader.verify();
      }
      made = Files.getLastModifiedTime(lease.path().resolve("manifest.json"));
    }
    try (PackCache.Lease again = cache.acquire(pack)) {
      assertThat(Files.getLastModifiedTime(again.path().resolve("manifest.json"))).isEqualTo(made);
    }
  }

  @Test
  void leastRecentlyUsedCopyGoesFirstAndOneInUseStays() throws IOException {
    Path first = pack("one");
    Path second = pack("two");
    Path third = pack("three");
    PackCache cache = new PackCache(cacheRoot, 25_000);
    cache.acquire(first).close();
    cache.acquire(second).close();
    Files.setLastModifiedTime(copy(first), FileTime.fromMillis(2_000));
    Files.setLastModifiedTime(copy(second), FileTime.fromMillis(1_000));
    try (PackCache.Lease lease = cache.acquire(third)) {
      assertThat(lease.path()).isEqualTo(copy(third));
      assertThat(copy(second)).doesNotExist();
      assertThat(copy(first)).exists();
      Files.setLastModifiedTime(copy(third), FileTime.fromMillis(1));
      cache.acquire(second).close();
      assertThat(copy(third)).as("the copy in use").exists();
      assertThat(copy(first)).doesNotExist();
      assertThat(cache.usedBytes()).isLessThanOrEqualTo(25_000);
    }
  }

  @Test
  void packThatDoesNotFitIsUsedWhereItLies() throws IOException {
    Path pack = pack("one");
    try (PackCache.Lease lease = new PackCache(cacheRoot, 5_000).acquire(pack)) {
      assertThat(lease.path()).isEqualTo(pack);
    }
    assertThat(copy(pack)).doesNotExist();
  }

  @Test
  void cutCopyIsMadeAnewAndDamagedSourceIsRefused() throws IOException {
    Path pack = pack("one");
    PackCache cache = new PackCache(cacheRoot, 1 << 20);
    cache.acquire(pack).close();
    Files.write(copy(pack).resolve("shard-00000.bin"), new byte[7]);
    try (PackCache.Lease lease = cache.acquire(pack);
        PackReader reader = PackReader.open(lease.path())) {
      reader.verify();
    }
    Path other = pack("two");
    byte[] wrong = new byte[2 * SAMPLES];
    wrong[9] = 1;
    Files.write(other.resolve("shard-00000.bin"), wrong);
    assertThatThrownBy(() -> cache.acquire(other))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("damaged");
    assertThat(copy(other)).doesNotExist();
  }

  @Test
  void manyTasksShareOneCopy() throws Exception {
    Path pack = pack("one");
    PackCache cache = new PackCache(cacheRoot, 1 << 20);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        tasks.add(
            () -> {
              try (PackCache.Lease lease = cache.acquire(pack);
                  PackReader reader = PackReader.open(lease.path())) {
                return reader.pcm16(reader.entries().get(0)).length;
              }
            });
      }
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        assertThat(done.get()).isEqualTo(SAMPLES);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(cache.usedBytes()).isLessThan(2L * 2 * SAMPLES);
  }

  @Test
  void copyThatAnotherProcessUsesStays() throws Exception {
    Path pack = pack("one");
    PackCache cache = new PackCache(cacheRoot, 15_000);
    cache.acquire(pack).close();
    Path lock = cacheRoot.resolve(pack.getFileName() + ".lock");
    // A shared lock as another process would hold it: flock(1) takes another kind.
    String script =
        "import fcntl,sys; f=open(sys.argv[1],'r+'); fcntl.lockf(f,fcntl.LOCK_SH);"
            + " print('held',flush=True); sys.stdin.read()";
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3")), "skipped: needs python3 to hold a lock");
    Process holder = new ProcessBuilder("/usr/bin/python3", "-c", script, lock.toString()).start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');
      Path other = pack("two");
      try (PackCache.Lease lease = cache.acquire(other)) {
        assertThat(lease.path()).isEqualTo(other);
        assertThat(copy(pack)).exists();
      }
      holder.getOutputStream().close();
      holder.waitFor();
      try (PackCache.Lease lease = cache.acquire(other)) {
        assertThat(lease.path()).isEqualTo(copy(other));
        assertThat(copy(pack)).doesNotExist();
      }
    } finally {
      holder.destroyForcibly();
    }
  }
}
