package org.plateau.stages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plateau.packs.PackCache;

/**
 * Where executors read packs: where they lie, or as copies in a folder of their own host; travels
 * as JSON.
 *
 * @param cache folder for copies on the executor's host; null to read packs where they lie
 * @param quotaBytes largest sum of all copies on a host
 */
public record PackPlace(String cache, long quotaBytes) {
  /** Reads packs where they lie. */
  public static final PackPlace IN_PLACE = new PackPlace(null, 0);

  /** Copies of packs that stay readable until this is closed. */
  Leases open() throws IOException {
    return new Leases(cache == null ? null : new PackCache(Path.of(cache), quotaBytes));
  }

  /** The packs one task uses; each is fetched once. */
  static final class Leases implements AutoCloseable {
    private final PackCache cache;
    private final Map<String, PackCache.Lease> leases = new HashMap<>();

    private Leases(PackCache cache) {
      this.cache = cache;
    }

    /** The folder to read a pack from. */
    String folder(String pack) throws IOException {
      PackCache.Lease lease = leases.get(pack);
      if (lease == null) {
        Path path = Path.of(pack);
        lease = cache == null ? PackCache.inPlace(path) : cache.acquire(path);
        leases.put(pack, lease);
      }
      return lease.path().toString();
    }

    @Override
    public void close() throws IOException {
      List<IOException> faults = new ArrayList<>();
      for (PackCache.Lease lease : leases.values()) {
        try {
          lease.close();
        } catch (IOException e) {
          faults.add(e);
        }
      }
      leases.clear();
      if (!faults.isEmpty()) {
        throw faults.get(0);
      }
    }
  }
}
