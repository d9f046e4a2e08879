package org.plateau.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of another process, where the system tells (Linux). */
final class ProcessMemory {
  private ProcessMemory() {}

  /**
   * Resident memory of a process in bytes, without the pages of mapped files (a mapped pack can be
   * dropped by the system at any time); -1 where the system does not tell.
   */
  static long ownBytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      List<String> lines = Files.readAllLines(status, StandardCharsets.UTF_8);
      long anonymous = kilobytes(lines, "RssAnon:");
      return anonymous >= 0 ? anonymous * 1024 : Math.max(-1, kilobytes(lines, "VmRSS:") * 1024);
    } catch (IOException e) {
      return -1;
    }
  }

  private static long kilobytes(List<String> lines, String field) {
    for (String line : lines) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.substring(field.length()).replace("kB", "").strip());
      }
    }
    return -1;
  }
}
