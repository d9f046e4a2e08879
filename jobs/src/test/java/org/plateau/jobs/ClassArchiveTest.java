package org.plateau.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;
  private Path archive;
  private Path errors;

  @BeforeEach
  void name() {
    archive = folder.resolve("classes.jsa");
    errors = folder.resolve("errors");
  }

  /** Runs the command line in a JVM of its own. */
  private String run(String classPath, List<String> options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Plateau.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isIn(0, 2);
    return output;
  }

  /** This JVM's class path with each folder made a jar: archives know jars alone. */
  private String jars() throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = folder.resolve(entries.size() + ".jar");
        pack(path, jar);
        entries.add(jar.toString());
      } else if (Files.exists(path)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void pack(Path from, Path to) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(to));
        Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(from.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  private List<String> recording() {
    return List.of(
        "-XX:+RecordDynamicDumpInfo", "-Xlog:disable", "-D" + ClassArchive.TARGET + "=" + archive);
  }

  @Test
  void theFirstSuccessKeepsAnArchiveThatLaterStartsTake() throws Exception {
    String jars = jars();
    String output = run(jars, recording(), "--help");
    assertThat(output).startsWith("Usage").doesNotContain("ump");
    assertThat(Files.readString(errors)).contains("keeping loaded classes");
    assertThat(archive).isNotEmptyFile();
    List<String> taking = new ArrayList<>(recording());
    taking.addAll(List.of("-Xshare:on", "-XX:SharedArchiveFile=" + archive));
    taking.remove("-XX:+RecordDynamicDumpInfo");
    assertThat(run(jars, taking, "--help")).isEqualTo(output);
    assertThat(errors).isEmptyFile();
  }

  @Test
  void aFailedCommandKeepsNothing() throws Exception {
    run(CLASS_PATH, recording(), "no-such-job");
    assertThat(archive).doesNotExist();
  }

  @Test
  void aJvmThatRecordsNothingSaysSoAndGoesOn() throws Exception {
    String output = run(CLASS_PATH, List.of("-D" + ClassArchive.TARGET + "=" + archive), "--help");
    assertThat(output).startsWith("Usage");
    assertThat(Files.readString(errors)).contains("note: " + archive + ": not written");
    assertThat(left()).containsExactly("errors");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).toList();
    }
  }
}
