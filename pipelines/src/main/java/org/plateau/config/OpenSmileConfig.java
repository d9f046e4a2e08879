package org.plateau.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where openSMILE is, and the limits of the processes that run it.
 *
 * @param home folder with the library and its configuration files, absolute
 * @param clipTimeout longest time for one clip, beyond two seconds a second of audio
 * @param memoryBytes a process that uses more is ended
 * @param attempts times a clip is tried before it counts as lost
 */
public record OpenSmileConfig(String home, Duration clipTimeout, long memoryBytes, int attempts) {
  private static final long SMALLEST_MEMORY = 256L << 20;

  public OpenSmileConfig {
    Checks.notBlank(home, "home");
    Checks.that(
        clipTimeout.compareTo(Duration.ofSeconds(1)) >= 0,
        "clip-timeout",
        clipTimeout,
        "must be at least 1 s");
    Checks.that(
        memoryBytes >= SMALLEST_MEMORY, "memory", memoryBytes + " B", "must be at least 256 m");
    Checks.that(attempts >= 1, "attempts", attempts, "must be at least 1");
  }

  static OpenSmileConfig read(Section section) {
    String home = section.optionalLocation("home").orElse(inUsersHome());
    Duration timeout = section.duration("clip-timeout");
    long memory = section.bytes("memory");
    int attempts = section.integer("attempts", 1, 100);
    return section.build(() -> new OpenSmileConfig(home, timeout, memory, attempts));
  }

  private static String inUsersHome() {
    return Path.of(System.getProperty("user.home"), ".plateau", "opensmile")
        .toAbsolutePath()
        .toString();
  }
}
