package org.plateau.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.plateau.config.UserException;

/**
 * The log file of this command, {@code <warehouse>/logs/<job>-<time>.log}; for a warehouse that is
 * no local folder, {@code .plateau/logs} under Plateau's own folder. conf/log4j2.xml reads its name
 * from the system property {@code plateau.log}.
 */
public final class LogFile {
  private static final String PROPERTY = "plateau.log";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

  private LogFile() {}

  /**
   * Directs all logging of this JVM to a new file.
   *
   * @throws UserException if the folder cannot be written
   */
  public static synchronized Path open(String warehouse, String job) {
    Path folder = folder(warehouse);
    String time = ZonedDateTime.now(ZoneOffset.UTC).format(TIME);
    Path file = folder.resolve("%s-%s-%d.log".formatted(job, time, ProcessHandle.current().pid()));
    try {
      Files.createDirectories(folder);
      Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException | RuntimeException e) {
      throw new UserException(
          "warehouse = %s: cannot write there (%s); choose another folder by --warehouse"
              .formatted(warehouse, e.getClass().getSimpleName()),
          e);
    }
    System.setProperty(PROPERTY, file.toString());
    return file;
  }

  /** The file, if one has been opened. */
  public static Optional<Path> current() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
  }

  /** Appends the trace of a defect and says where it is; empty if no file could be written. */
  static synchronized Optional<Path> writeTrace(Throwable defect) {
    try {
      Path file =
          current().isPresent()
              ? current().get()
              : Files.createTempFile("plateau-", ".log").toAbsolutePath();
      try (PrintWriter writer =
          new PrintWriter(
              Files.newBufferedWriter(
                  file,
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND))) {
        defect.printStackTrace(writer);
      }
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Path folder(String warehouse) {
    boolean remote =
        warehouse.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") && !warehouse.startsWith("file:");
    if (remote) {
      return Home.folder().resolve(".plateau").resolve("logs");
    }
    String local =
        warehouse.startsWith("file:") ? warehouse.replaceFirst("^file:/*", "/") : warehouse;
    return Path.of(local).resolve("logs");
  }
}
