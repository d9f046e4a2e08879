package org.plateau.corpus.standins;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an ingest of stand-in releases must find. */
final class MspExpectations {
  private MspExpectations() {}

  /** Lines release, split, class, speaker, clips; class and speaker are empty where there is none. */
  static String counts(Map<String, List<MspClip>> releases) {
    StringBuilder text = new StringBuilder("release,split,class,speaker,clips\n");
    releases.forEach(
        (release, clips) -> {
          Map<String, Integer> counts = new TreeMap<>();
          for (MspClip clip : clips) {
            String emotion = clip.isTest3() ? "" : String.valueOf(clip.emotion());
            counts.merge(clip.split() + "," + emotion + "," + known(clip), 1, Integer::sum);
          }
          counts.forEach(
              (key, count) ->
                  text.append(release).append(',').append(key).append(',').append(count).append('\n'));
        });
    return text.toString();
  }

  /** Lines from_release, to_release, utterance, change, before, after. */
  static String changes(Map<String, List<MspClip>> releases) {
    StringBuilder text = new StringBuilder("from_release,to_release,utterance,change,before,after\n");
    String before = null;
    for (String release : releases.keySet()) {
      if (before != null) {
        changes(text, before, releases.get(before), release, releases.get(release));
      }
      before = release;
    }
    return text.toString();
  }

  private static void changes(
      StringBuilder text, String from, List<MspClip> old, String to, List<MspClip> now) {
    Map<String, MspClip> first = byName(old);
    Map<String, MspClip> second = byName(now);
    TreeMap<String, MspClip> all = new TreeMap<>(first);
    all.putAll(second);
    String releases = from + "," + to + ",";
    for (String name : all.keySet()) {
      MspClip a = first.get(name);
      MspClip b = second.get(name);
      if (a == null || b == null) {
        text.append(releases).append(name).append(a == null ? ",added,,\n" : ",removed,,\n");
        continue;
      }
      change(text, releases + name + ",relabelled", "" + a.emotion(), "" + b.emotion());
      change(text, releases + name + ",moved", a.split(), b.split());
      change(text, releases + name + ",speaker", known(a), known(b));
      if (a.take() != b.take()) {
        text.append(releases).append(name).append(",audio,,\n");
      }
    }
  }

  private static void change(StringBuilder text, String key, String before, String after) {
    if (!before.equals(after)) {
      text.append(key).append(',').append(before).append(',').append(after).append('\n');
    }
  }

  private static String known(MspClip clip) {
    return clip.speaker().equals("Unknown") ? "" : clip.speaker();
  }

  private static Map<String, MspClip> byName(List<MspClip> clips) {
    Map<String, MspClip> map = new TreeMap<>();
    clips.forEach(clip -> map.put(clip.name(), clip));
    return map;
  }
}
