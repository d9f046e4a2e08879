package org.plateau.corpus.layout;

import java.util.Locale;
import java.util.Set;

/** Names of audio files. Only the last extension is cut: stems may hold dots. */
public final class AudioNames {
  private static final Set<String> EXTENSIONS = Set.of("wav", "flac", "mp3", "ogg");

  private AudioNames() {}

  /** Whether a name ends in an audio extension, in any case, and has something before it. */
  public static boolean isAudio(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The name without its audio extension; a name without one as it is. */
  public static String stem(String name) {
    return isAudio(name) ? name.substring(0, name.lastIndexOf('.')) : name;
  }
}
