package org.plateau.corpus.iemocap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;

/**
 * The files of {@code transcriptions}: lines such as {@code Ses01F_impro01_F000
 * [006.2901-008.2357]: Excuse me.} Turns that were not cut out as utterances ({@code MXX0}) and
 * lines of a talker alone ({@code M: Yeah.}) name no utterance and are set aside.
 */
final class Transcriptions {
  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+\\[[^\\]]*\\]\\s*:\\s?(.*)");

  private final Agreed<String> texts = new Agreed<>();

  Agreed<String> texts() {
    return texts;
  }

  void read(FileTree tree, String path, Defects defects) {
    LabelLines.read(tree, path, defects, (number, text) -> line(text));
  }

  private void line(String text) throws LabelException {
    Matcher matcher = LINE.matcher(text);
    if (!matcher.matches() || IemocapName.parse(matcher.group(1)).isEmpty()) {
      throw LabelException.badLine("utterance, [times] and text are needed: " + text);
    }
    if (!matcher.group(2).isBlank()) {
      texts.put(matcher.group(1), matcher.group(2).strip());
    }
  }
}
