package org.plateau.worker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line and environment of a child JVM.
 *
 * <p>A shell first moves the pipe to the parent from file descriptor 1 to 3 and lets 1 write where
 * 2 does, then becomes the JVM: whatever Java or native code prints goes to the log, never between
 * messages. A crash leaves no core file. The child opens {@code /dev/fd/3}; where a system has no
 * such file (no {@code /proc} in a container) nothing is started and the error says so.
 */
final class ChildCommand {
  /** The child's way to its parent. */
  static final String CHANNEL = "/dev/fd/3";

  static final String HEARTBEAT_MILLIS = "plateau.worker.heartbeat.millis";

  private static final String SHELL = "/bin/sh";
  private static final String MOVE_OUTPUT = "ulimit -c 0; exec 3>&1 1>&2; exec \"$@\"";
  private static final int MAX_ARGUMENT_CHARS = 100_000;
  private static final long SLOWEST_HEARTBEAT_MILLIS = 2_000;

  /** The engine's and native loaders' own settings, which the child shares. */
  private static final List<String> INHERITED_PROPERTIES =
      List.of("ai.djl.", "org.bytedeco.", "jna.", "java.library.path", "java.io.tmpdir");

  /** Set from {@link WorkerSettings}, whatever this process has. */
  private static final Set<String> OWN_PROPERTIES =
      Set.of("ai.djl.offline", "ai.djl.pytorch.num_threads", "ai.djl.pytorch.num_interop_threads");

  private ChildCommand() {}

  /**
   * A process builder, ready to start.
   *
   * @param argumentFile where to put a class path that is too long for a command line
   */
  static ProcessBuilder of(WorkerSettings settings, ChildOptions options, Path argumentFile)
      throws IOException {
    requireChannel(Path.of(SHELL), Path.of("/dev/fd"));
    List<String> command = new ArrayList<>(List.of(SHELL, "-c", MOVE_OUTPUT, "worker"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions(settings));
    command.addAll(options.jvmOptions());
    command.addAll(
        classPath(String.join(File.pathSeparator, ChildClassPath.ofThisProcess()), argumentFile));
    command.add(WorkerMain.class.getName());
    command.add(options.tasksClass());
    ProcessBuilder builder = new ProcessBuilder(command);
    environment(builder.environment(), settings);
    return builder;
  }

  static void requireChannel(Path shell, Path descriptors) {
    for (Path needed : List.of(shell, descriptors)) {
      if (!Files.exists(needed)) {
        throw new WorkerException(
            WorkerException.Kind.CRASHED,
            "no worker can start: %s is absent; workers need a POSIX shell and /dev/fd (in a container: mount /proc and link /dev/fd to /proc/self/fd)"
                .formatted(needed),
            "",
            List.of());
      }
    }
  }

  private static List<String> jvmOptions(WorkerSettings settings) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + settings.heapBytes());
    options.add("-XX:+UseSerialGC");
    options.add("-XX:+ExitOnOutOfMemoryError");
    Path log = settings.logFile();
    options.add("-XX:ErrorFile=" + (log == null ? "/dev/null" : log.toAbsolutePath() + ".crash"));
    options.add("-Dfile.encoding=UTF-8");
    options.add("-Dsun.jnu.encoding=UTF-8");
    options.add("-Djava.awt.headless=true");
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> INHERITED_PROPERTIES.stream().anyMatch(name::startsWith))
        .filter(name -> !OWN_PROPERTIES.contains(name))
        .sorted()
        .forEach(name -> options.add("-D" + name + "=" + System.getProperty(name)));
    options.add("-Dai.djl.offline=true");
    options.add("-Dai.djl.pytorch.num_threads=" + settings.threads());
    options.add("-Dai.djl.pytorch.num_interop_threads=1");
    options.add("-D" + HEARTBEAT_MILLIS + "=" + heartbeatMillis(settings));
    return options;
  }

  /** At least four heartbeats within the timeout. */
  static long heartbeatMillis(WorkerSettings settings) {
    long quarter = (long) (settings.heartbeatTimeoutSeconds() * 250);
    return Math.max(10, Math.min(SLOWEST_HEARTBEAT_MILLIS, quarter));
  }

  /** Linux takes no argument over 128 KiB; longer class paths go through an argument file. */
  static List<String> classPath(String classPath, Path argumentFile) throws IOException {
    if (classPath.length() <= MAX_ARGUMENT_CHARS) {
      return List.of("-cp", classPath);
    }
    String quoted = classPath.replace("\\", "\\\\").replace("\"", "\\\"");
    Files.writeString(argumentFile, "-cp \"" + quoted + "\"\n", StandardCharsets.UTF_8);
    return List.of("@" + argumentFile);
  }

  private static void environment(Map<String, String> environment, WorkerSettings settings) {
    String threads = Integer.toString(settings.threads());
    environment.put("CUDA_VISIBLE_DEVICES", settings.gpu() == null ? "" : settings.gpu());
    environment.put("OMP_NUM_THREADS", threads);
    environment.put("MKL_NUM_THREADS", threads);
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.put("LC_ALL", "C.UTF-8");
    if (settings.djlCacheDir() != null) {
      environment.put("DJL_CACHE_DIR", settings.djlCacheDir().toAbsolutePath().toString());
    }
  }
}
