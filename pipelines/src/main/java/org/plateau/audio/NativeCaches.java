package org.plateau.audio;

import java.nio.file.Path;

/**
 * Where FFmpeg's libraries are unpacked. By default that is {@code .javacpp/cache} in the home
 * directory; set another folder before the first compressed file is read, one an executor.
 */
public final class NativeCaches {
  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private NativeCaches() {}

  /**
   * Sets the folder for this JVM.
   *
   * @throws IllegalStateException if the libraries are already loaded from another folder
   */
  public static synchronized void use(Path folder) {
    String wanted = folder.toAbsolutePath().normalize().toString();
    if (MemoryInput.isLoaded() && !wanted.equals(System.getProperty(PROPERTY))) {
      throw new IllegalStateException(
          PROPERTY + ": " + wanted + " must be set before the first compressed file is read");
    }
    System.setProperty(PROPERTY, wanted);
  }
}
