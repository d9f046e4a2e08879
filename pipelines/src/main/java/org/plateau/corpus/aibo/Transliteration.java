package org.plateau.corpus.aibo;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;
import org.plateau.corpus.layout.AudioNames;

/**
 * The transliteration: one line a chunk, its id, the words, and a last token that is no word. A
 * chunk without words has an empty text.
 */
public final class Transliteration {
  private static final int FEWEST_TOKENS = 2;

  private Transliteration() {}

  /**
   * Reads the file.
   *
   * @param charset or null: UTF-8 where a line's bytes allow that, else ISO-8859-1
   * @return text by chunk, not lower-cased
   */
  public static Agreed<String> read(
      FileTree tree, String path, Charset charset, Defects defects) {
    Agreed<String> found = new Agreed<>();
    LabelLines.read(tree, path, charset, defects, (number, text) -> line(text, found));
    return found;
  }

  private static void line(String text, Agreed<String> found) throws LabelException {
    String[] tokens = text.strip().split("\\s+");
    ChunkName name = ChunkName.parse(AudioNames.stem(tokens[0]));
    if (tokens.length < FEWEST_TOKENS) {
      throw LabelException.badLine("a chunk, words and a last token are needed: " + text);
    }
    found.put(
        name.utterance(), String.join(" ", Arrays.asList(tokens).subList(1, tokens.length - 1)));
  }
}
