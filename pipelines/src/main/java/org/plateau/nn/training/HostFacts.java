package org.plateau.nn.training;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where a run was computed: provenance, never identity. */
final class HostFacts {
  private HostFacts() {}

  static Map<String, String> collect(Engine engine) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("host", hostName());
    facts.put("cpu", cpu());
    facts.put("device", engine.defaultDevice().toString());
    facts.put("threads", Integer.toString(JniUtils.getNumThreads()));
    facts.put("interop_threads", Integer.toString(JniUtils.getNumInteropThreads()));
    facts.put("torch", engine.getVersion());
    facts.put("djl", Engine.getDjlVersion());
    facts.put("java", System.getProperty("java.version"));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return facts;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
