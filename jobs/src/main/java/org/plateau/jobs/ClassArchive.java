package org.plateau.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps the classes that a job has loaded in an archive (class data sharing), which later starts
 * map into memory instead of reading jars. {@code submit.sh} names the file while there is none.
 */
final class ClassArchive {
  /** System property: the archive to write. */
  static final String TARGET = "plateau.class.archive";

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private ClassArchive() {}

  /**
   * Writes the archive if the start asked for one; a failure costs later starts their speed only.
   */
  static void keep(PrintStream err) {
    String target = System.getProperty(TARGET);
    if (target == null || Files.exists(Path.of(target))) {
      return;
    }
    err.println("keeping loaded classes for faster starts (once a build) ...");
    Path archive = Path.of(target);
    Path unfinished =
        archive.resolveSibling(archive.getFileName() + "." + ProcessHandle.current().pid());
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)); // The JVM talks.
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName(COMMANDS),
              "vmCds",
              new Object[] {new String[] {"dynamic_dump", unfinished.toString()}},
              new String[] {String[].class.getName()});
      Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (JMException | IOException e) {
      err.println("note: " + target + ": not written: " + e.getMessage());
    } finally {
      System.setOut(out);
    }
  }
}
