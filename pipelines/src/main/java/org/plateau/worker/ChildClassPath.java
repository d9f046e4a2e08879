package org.plateau.worker;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The class path of this process, complete: what the JVM was started with, then the jars that were
 * added while it ran. Under spark-submit and on executors the application's jars come through class
 * loaders above the first one.
 */
final class ChildClassPath {
  private ChildClassPath() {}

  /** Absolute entries in search order, each once. */
  static Collection<String> entries(String javaClassPath, ClassLoader loader) {
    Set<String> entries = new LinkedHashSet<>();
    for (String entry : javaClassPath.split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        entries.add(Path.of(entry).toAbsolutePath().toString());
      }
    }
    for (ClassLoader level = loader; level != null; level = level.getParent()) {
      if (level instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          addFile(url, entries);
        }
      }
    }
    return entries;
  }

  private static void addFile(URL url, Set<String> entries) {
    if ("file".equals(url.getProtocol())) {
      try {
        entries.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        // A URL that was made of an unescaped path.
        entries.add(Path.of(url.getPath()).toString());
      }
    }
  }

  /** The class path of the calling thread. */
  static Collection<String> ofThisProcess() {
    return entries(
        System.getProperty("java.class.path", ""), Thread.currentThread().getContextClassLoader());
  }
}
