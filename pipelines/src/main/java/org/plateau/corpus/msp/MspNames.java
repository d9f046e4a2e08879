package org.plateau.corpus.msp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plateau.corpus.SafePaths;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.corpus.layout.FolderNames;

/** Names of files and folders of a release. */
public final class MspNames {
  private static final Pattern NAMED_RELEASE =
      Pattern.compile("(?i)msp[-_ ]?podcast.*?(?<![\\d.])(\\d+(?:\\.\\d+)+).*");
  private static final Pattern BARE_RELEASE =
      Pattern.compile("(?i)(?:v|version|release)?[-_ ]?(\\d+(?:\\.\\d+)+)");
  private static final int MAX_NAME = 255;

  private MspNames() {}

  /** The release that a folder's name states, for example 1.11, or null. */
  public static String release(String folder) {
    if (folder.length() > MAX_NAME || AudioNames.isAudio(folder)) {
      return null;
    }
    Matcher bare = BARE_RELEASE.matcher(folder);
    if (bare.matches()) {
      return bare.group(1);
    }
    Matcher named = NAMED_RELEASE.matcher(folder);
    return named.matches() ? named.group(1) : null;
  }

  /** Whether a path lies in what a release keeps of earlier ones: old labels, removed files. */
  public static boolean isOfEarlierRelease(String path) {
    List<String> folders = FolderNames.of(path);
    for (String folder : folders) {
      if (folder.startsWith("previous_release")
          || folder.startsWith("files_removed")
          || folder.endsWith("removed_files")) {
        return true;
      }
    }
    return false;
  }

  /**
   * The utterance of a file name in a label line: the name without its last extension. Stems may
   * hold dots, hyphens and any number of parts.
   *
   * @throws LabelException if it is no audio file's name
   */
  static String utterance(String fileName) throws LabelException {
    String name = fileName.strip();
    if (!AudioNames.isAudio(name)
        || name.length() > MAX_NAME
        || name.indexOf('/') >= 0
        || SafePaths.problem(name).isPresent()) {
      throw LabelException.badLine("'%s' must be an audio file's name".formatted(fileName));
    }
    return AudioNames.stem(name);
  }
}
