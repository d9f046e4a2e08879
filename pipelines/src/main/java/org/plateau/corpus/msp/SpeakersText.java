package org.plateau.corpus.msp;

import java.util.List;
import java.util.Locale;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;
import org.plateau.corpus.layout.AudioNames;

/**
 * The files {@code Speaker_ids.txt} (lines {@code Speaker_12; Male} and {@code name.wav; 12}) and
 * {@code Partitions.txt} (lines {@code Train; name.wav}).
 */
final class SpeakersText {
  private SpeakersText() {}

  /** Speaker by utterance and gender by speaker; unknown ones are left out. */
  record Speakers(Agreed<String> byUtterance, Agreed<String> genders) {}

  static Speakers speakers(FileTree tree, String path, Defects defects) {
    Speakers found = new Speakers(new Agreed<>(), new Agreed<>());
    LabelLines.read(
        tree,
        path,
        defects,
        (number, text) -> {
          List<String> fields = two(text);
          String subject = fields.get(0).strip();
          if (AudioNames.isAudio(subject)) {
            String speaker = MspCodes.speaker(fields.get(1));
            found.byUtterance.put(MspNames.utterance(subject), speaker == null ? "" : speaker);
            return;
          }
          String speaker = MspCodes.speaker(subject);
          if (speaker == null || !subject.toLowerCase(Locale.ROOT).startsWith("speaker")) {
            throw LabelException.badLine("'Speaker_n; gender' or 'name.wav; n' is needed: " + text);
          }
          String gender = MspCodes.gender(fields.get(1));
          if (gender != null) {
            found.genders.put(speaker, gender);
          }
        });
    return found;
  }

  /** Split by utterance. */
  static Agreed<String> partitions(FileTree tree, String path, Defects defects) {
    Agreed<String> found = new Agreed<>();
    LabelLines.read(
        tree,
        path,
        defects,
        (number, text) -> {
          List<String> fields = two(text);
          boolean nameFirst = AudioNames.isAudio(fields.get(0).strip());
          String utterance = MspNames.utterance(fields.get(nameFirst ? 0 : 1));
          String split = MspCodes.split(fields.get(nameFirst ? 1 : 0));
          found.put(utterance, split == null ? "none" : split);
        });
    return found;
  }

  private static List<String> two(String text) throws LabelException {
    List<String> fields = RatingLine.fields(text);
    if (fields.size() != 2) {
      throw LabelException.badLine("two fields with ';' between are needed: " + text);
    }
    return fields;
  }
}
