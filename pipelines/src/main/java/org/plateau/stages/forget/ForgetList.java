package org.plateau.stages.forget;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.plateau.config.UserException;
import org.plateau.corpus.layout.AudioNames;

/**
 * A list of withdrawn clips: one utterance a line, with or without an audio extension and folders;
 * blank lines and lines that begin with # do not count.
 */
public final class ForgetList {
  private static final long MAX_BYTES = 64L << 20;

  private ForgetList() {}

  /**
   * Reads a list.
   *
   * @throws UserException if it cannot be read or names nothing
   */
  public static Set<String> read(Path file) {
    Set<String> utterances = new TreeSet<>();
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserException(
            "forget: %s has more than %d bytes; give a list of utterances, one a line"
                .formatted(file, MAX_BYTES));
      }
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String text = line.replace("\uFEFF", "").strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          utterances.add(AudioNames.stem(text.substring(text.lastIndexOf('/') + 1)));
        }
      }
    } catch (IOException e) {
      throw new UserException(
          "forget: %s must be a text file in UTF-8 (%s)".formatted(file, e.getMessage()));
    }
    if (utterances.isEmpty()) {
      throw new UserException("forget: %s names no utterance; one a line".formatted(file));
    }
    return utterances;
  }
}
