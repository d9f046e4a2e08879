package org.plateau.jobs.setup;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.plateau.config.TrainConfig;

/** What the machine offers. */
final class MachineChecks {
  private static final int OLDEST_JAVA = 17;
  private static final long WANTED_MEMORY = 4L << 30;

  private MachineChecks() {}

  static Finding java(Runtime.Version version) {
    String found = version + " in " + System.getProperty("java.home");
    return version.feature() >= OLDEST_JAVA
        ? Finding.ok("java", found)
        : Finding.fail("java", found + ". Install Java 17 and set JAVA_HOME");
  }

  static Finding memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long bytes = system.getTotalMemorySize();
    String found = gib(bytes) + " in all, " + gib(system.getFreeMemorySize()) + " free";
    return bytes >= WANTED_MEMORY
        ? Finding.ok("memory", found)
        : Finding.warn("memory", found + ". Training wants 4 GiB; set worker.memory lower");
  }

  static Finding cores(TrainConfig train, int cores) {
    String found =
        "%d, so %d runs at once with train.threads = %d"
            .formatted(cores, train.parallelRunsOn(cores), train.threads());
    return train.parallelRunsOn(cores) * train.threads() <= cores
        ? Finding.ok("cores", found)
        : Finding.warn("cores", found + ". Set train.threads or train.parallel-runs lower");
  }

  static Finding gpu(TrainConfig train, Path devices) {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> nvidia = Files.newDirectoryStream(devices, "nvidia[0-9]*")) {
      nvidia.forEach(device -> found.add(device.getFileName().toString()));
    } catch (IOException e) {
      return Finding.warn("gpu", devices + " cannot be listed, so GPUs are unknown");
    }
    if (!found.isEmpty()) {
      return Finding.ok("gpu", String.join(", ", found.stream().sorted().toList()));
    }
    return train.device().equals("gpu")
        ? Finding.fail(
            "gpu", "none, but train.device = gpu. Set train.device=cpu, or use a GPU host")
        : Finding.ok("gpu", "none, training runs on the CPU");
  }

  /** Loads a native library by the static method that its binding has for that. */
  static Finding nativeLibrary(
      String name, String className, String method, Object[] arguments, String remedy) {
    Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
    try {
      Class.forName(className, true, MachineChecks.class.getClassLoader())
          .getMethod(method, types)
          .invoke(null, arguments);
      return Finding.ok(name, "loads");
    } catch (InvocationTargetException e) {
      return Finding.fail(
          name, "does not load: %s. %s".formatted(e.getCause().getMessage(), remedy));
    } catch (ReflectiveOperationException e) {
      return Finding.fail(name, "is not on the class path. " + remedy);
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Finding.fail(
          name, "does not load: %s. %s".formatted(String.valueOf(cause.getMessage()), remedy));
    }
  }

  static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
