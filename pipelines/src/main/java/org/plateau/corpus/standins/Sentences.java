package org.plateau.corpus.standins;

import java.util.List;
import java.util.Map;

/**
 * What stand-in speakers say: a template that belongs to one split alone, filled with a word that
 * leans towards the emotion. So a text model must learn the words, not the templates.
 */
final class Sentences {
  /** How often the word belongs to the emotion that is played. */
  private static final double FITTING = 0.7;

  private static final Map<String, List<String>> ENGLISH =
      Map.of(
          "train",
              List.of(
                  "I told my brother that it was %s.",
                  "We came home late and everything felt %s.",
                  "So this is the story, and it is %s.",
                  "They never said why it turned out %s.",
                  "When the phone rang I knew it would be %s.",
                  "My first year at that job was %s."),
          "dev",
              List.of(
                  "Honestly, the whole trip seemed %s to her.",
                  "Nobody in the room expected something so %s.",
                  "You could call the match %s."),
          "test",
              List.of(
                  "Looking back, that summer was %s.",
                  "People ask me whether the show is %s.",
                  "He wrote a letter about a %s evening."),
          "test2",
              List.of("Our guest finds the news %s.", "A %s question came from the back row."),
          "test3",
              List.of("Next week we talk about a %s book.", "She kept a %s picture on the wall."));

  private static final Map<String, List<String>> GERMAN =
      Map.of(
          "train",
              List.of(
                  "Aibo %s lauf jetzt geradeaus",
                  "geh da hinüber %s kleiner Hund",
                  "nach links %s drehen",
                  "bleib %s stehen"),
          "dev", List.of("komm %s zurück zu mir", "setz dich %s auf den Teppich"),
          "test", List.of("%s schau mal dort vorne", "du sollst %s aufstehen", "tanzen %s Aibo"));

  private static final Map<Character, List<String>> ENGLISH_WORDS =
      Map.of(
          'W', List.of("unfair", "outrageous", "infuriating"),
          'F', List.of("wonderful", "delightful", "brilliant"),
          'N', List.of("ordinary", "usual", "plain"),
          'T', List.of("lonely", "hopeless", "heavy"));

  private static final Map<Character, List<String>> GERMAN_WORDS =
      Map.of(
          'W', List.of("verdammt", "endlich", "sofort"),
          'M', List.of("doch", "nein", "halt"),
          'N', List.of("nun", "dann", "hier"),
          'F', List.of("fein", "schön", "brav"));

  private Sentences() {}

  static String english(String split, char emotion, RandomStream random) {
    return draw(ENGLISH.get(split.equals("test1") ? "test" : split), ENGLISH_WORDS, emotion, random);
  }

  static String german(String split, char emotion, RandomStream random) {
    return draw(GERMAN.get(split), GERMAN_WORDS, emotion, random);
  }

  private static String draw(
      List<String> templates,
      Map<Character, List<String>> words,
      char emotion,
      RandomStream random) {
    List<List<String>> all =
        words.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList();
    String template = templates.get(random.index(templates.size()));
    boolean fitting = random.uniform() < FITTING;
    List<String> other = all.get(random.index(all.size()));
    List<String> chosen = fitting ? words.getOrDefault(emotion, other) : other;
    return template.replace("%s", chosen.get(random.index(chosen.size())));
  }
}
