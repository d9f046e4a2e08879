package org.plateau.features.opensmile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One build of openSMILE in a folder of the user's: the shared library and the configuration files.
 *
 * @param library {@code libSMILEapi.so}
 * @param configuration folder that holds {@code is09-13}, {@code compare}, {@code egemaps}, {@code
 *     shared}
 * @param sha256 hash of the library and of every configuration file with its name, 64 hex digits
 */
public record OpenSmileBuild(Path library, Path configuration, String sha256) {
  private static final String LIBRARY = "libSMILEapi.so";

  /** Where builds put the library: by hand, from source, in a wheel, in site-packages. */
  private static final List<String> LIBRARY_FOLDERS =
      List.of("", "lib", "build/progsrc/smileapi", "opensmile/core/bin/*", "core/bin/*");

  private static final List<String> CONFIGURATION_FOLDERS =
      List.of("config", "opensmile/core/config", "core/config");

  private static final long MAX_FILE_BYTES = 256L << 20;
  private static final int HASH_DIGITS = 16;

  private static final Map<Path, OpenSmileBuild> KNOWN = new ConcurrentHashMap<>();

  /** The build in a folder; empty if a part is absent. Hashed once a process. */
  public static Optional<OpenSmileBuild> in(Path home) {
    OpenSmileBuild known = KNOWN.get(home);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Path> library =
        candidates(home, LIBRARY_FOLDERS)
            .map(folder -> folder.resolve(LIBRARY))
            .filter(Files::isRegularFile)
            .findFirst();
    Optional<Path> configuration =
        candidates(home, CONFIGURATION_FOLDERS)
            .filter(folder -> Files.isDirectory(folder.resolve("shared")))
            .findFirst();
    if (library.isEmpty() || configuration.isEmpty()) {
      return Optional.empty();
    }
    OpenSmileBuild build =
        new OpenSmileBuild(
            library.get(), configuration.get(), hash(library.get(), configuration.get()));
    KNOWN.put(home, build);
    return Optional.of(build);
  }

  /** Identity of rows that this build makes. */
  public String extractor() {
    return "opensmile-" + sha256.substring(0, HASH_DIGITS);
  }

  private static Stream<Path> candidates(Path home, List<String> folders) {
    List<Path> found = new ArrayList<>();
    for (String folder : folders) {
      if (folder.endsWith("/*")) {
        Path parent = home.resolve(folder.substring(0, folder.length() - 2));
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
          List<Path> sorted = new ArrayList<>();
          children.forEach(sorted::add);
          sorted.sort(null);
          found.addAll(sorted);
        } catch (IOException unreadable) {
          // A folder that cannot be listed holds no library for this user.
        }
      } else {
        found.add(home.resolve(folder));
      }
    }
    return found.stream();
  }

  private static String hash(Path library, Path configuration) {
    try (Stream<Path> tree = Files.walk(configuration)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, LIBRARY, library);
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        update(digest, configuration.relativize(file).toString(), file);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read openSMILE in " + library.getParent(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, String name, Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException("%s has more than %d bytes".formatted(file, MAX_FILE_BYTES));
    }
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
  }
}
