package org.plateau.corpus.checks;

import static org.plateau.corpus.checks.Check.Status.DIFFERS;
import static org.plateau.corpus.checks.Check.Status.INFO;
import static org.plateau.corpus.checks.Check.Status.NOTE;
import static org.plateau.corpus.checks.Check.Status.OK;
import static org.plateau.corpus.checks.Check.Status.WARNING;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.QuarantineEntry;

/** Looks over one release: ids, labels and figures, never samples. */
public final class ReleaseChecks {
  /** Below this root mean square a clip counts as silent: -80 dB of full scale. */
  static final double SILENT_RMS = 1e-4;

  private static final String ALL = "all";
  private static final int NAMED = 5;

  private final Map<String, Double> official;
  private final List<CheckedClip> clips;
  private final List<LabelEntry> labels;
  private final List<Check> checks = new ArrayList<>();

  private ReleaseChecks(
      Map<String, Double> official, List<CheckedClip> clips, List<LabelEntry> labels) {
    this.official = official;
    this.clips = clips;
    this.labels = labels;
  }

  /**
   * All checks of a release.
   *
   * @param clips the readable clips
   * @param labels labels; those of other clips are passed over
   * @param quarantine what was set aside
   * @return in order of name, then subject
   */
  public static List<Check> of(
      String corpus,
      String release,
      List<CheckedClip> clips,
      List<LabelEntry> labels,
      Collection<QuarantineEntry> quarantine) {
    ReleaseChecks all = new ReleaseChecks(OfficialCounts.of(corpus, release), clips, labels);
    all.counts();
    all.classes();
    all.shared("shared_speakers", CheckedClip::speaker);
    all.shared("identical_audio_across", CheckedClip::audioId);
    all.identicalWithin();
    all.silent();
    all.quarantined(quarantine);
    all.checks.sort(java.util.Comparator.comparing(Check::name).thenComparing(Check::subject));
    return List.copyOf(all.checks);
  }

  private void counts() {
    Map<String, List<CheckedClip>> bySplit = new TreeMap<>();
    bySplit.put(ALL, clips);
    clips.forEach(
        clip -> bySplit.computeIfAbsent(clip.split(), split -> new ArrayList<>()).add(clip));
    bySplit.forEach(
        (split, of) -> {
          compared("clips", split, of.size(), "");
          double seconds = of.stream().mapToDouble(CheckedClip::durationSeconds).sum();
          checks.add(Check.info("hours", split, seconds / 3600, ""));
          Set<String> speakers = new HashSet<>();
          of.stream().map(CheckedClip::speaker).filter(s -> s != null).forEach(speakers::add);
          compared("speakers", split, speakers.size(), "");
          long unknown = of.stream().filter(clip -> clip.speaker() == null).count();
          checks.add(Check.info("clips_of_unknown_speakers", split, (double) unknown, ""));
        });
    durations();
  }

  private void durations() {
    if (clips.isEmpty()) {
      return;
    }
    double[] seconds = clips.stream().mapToDouble(CheckedClip::durationSeconds).sorted().toArray();
    checks.add(Check.info("seconds", "shortest", seconds[0], ""));
    checks.add(Check.info("seconds", "median", seconds[seconds.length / 2], ""));
    checks.add(Check.info("seconds", "longest", seconds[seconds.length - 1], ""));
  }

  private void classes() {
    Map<String, String> splits = new HashMap<>();
    clips.forEach(clip -> splits.put(clip.utterance(), clip.split()));
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> totals = new TreeMap<>();
    Set<String> labelled = new HashSet<>();
    for (LabelEntry label : labels) {
      String split = splits.get(label.utterance());
      if (split != null) {
        labelled.add(label.utterance());
        for (String part : List.of(split, ALL)) {
          counts.merge(label.task() + "/" + part + "/" + label.label(), 1L, Long::sum);
          totals.merge(label.task() + "/" + part, 1L, Long::sum);
        }
      }
    }
    totals.forEach((part, total) -> compared("labels", part, total, ""));
    counts.forEach(
        (subject, count) -> {
          long total = totals.get(subject.substring(0, subject.lastIndexOf('/')));
          String share = String.format(Locale.ROOT, "%.1f %%", 100.0 * count / total);
          compared("class", subject, count, share);
        });
    List<String> without =
        clips.stream().map(CheckedClip::utterance).filter(id -> !labelled.contains(id)).toList();
    checks.add(Check.info("clips_without_label", ALL, without.size(), some(without)));
  }

  /** Values that clips of two splits have in common. */
  private void shared(String name, Function<CheckedClip, String> value) {
    Map<String, Set<String>> bySplit = new TreeMap<>();
    for (CheckedClip clip : clips) {
      if (value.apply(clip) != null && !clip.split().equals("none")) {
        bySplit.computeIfAbsent(clip.split(), s -> new HashSet<>()).add(value.apply(clip));
      }
    }
    List<String> splits = List.copyOf(bySplit.keySet());
    for (int i = 0; i < splits.size(); i++) {
      for (int j = i + 1; j < splits.size(); j++) {
        Set<String> common = new TreeSet<>(bySplit.get(splits.get(i)));
        common.retainAll(bySplit.get(splits.get(j)));
        boolean learnt = splits.get(i).equals("train") || splits.get(j).equals("train");
        checks.add(
            Check.found(
                name,
                splits.get(i) + "+" + splits.get(j),
                common.size(),
                learnt ? WARNING : NOTE,
                some(common)));
      }
    }
  }

  private void identicalWithin() {
    Map<String, Map<String, Long>> bySplit = new TreeMap<>();
    for (CheckedClip clip : clips) {
      bySplit
          .computeIfAbsent(clip.split(), split -> new HashMap<>())
          .merge(clip.audioId(), 1L, Long::sum);
    }
    bySplit.forEach(
        (split, ids) -> {
          Set<String> twice = new HashSet<>();
          ids.forEach(
              (id, count) -> {
                if (count > 1) {
                  twice.add(id);
                }
              });
          List<String> names =
              clips.stream()
                  .filter(clip -> clip.split().equals(split) && twice.contains(clip.audioId()))
                  .map(CheckedClip::utterance)
                  .toList();
          checks.add(Check.found("identical_audio_within", split, names.size(), NOTE, some(names)));
        });
  }

  private void silent() {
    List<String> silent =
        clips.stream().filter(clip -> clip.rms() < SILENT_RMS).map(CheckedClip::utterance).toList();
    checks.add(Check.found("silent_clips", ALL, silent.size(), NOTE, some(silent)));
  }

  private void quarantined(Collection<QuarantineEntry> quarantine) {
    Map<String, List<String>> byReason = new TreeMap<>();
    byReason.put("missing_audio", new ArrayList<>());
    quarantine.forEach(
        entry ->
            byReason
                .computeIfAbsent(entry.reason().code(), reason -> new ArrayList<>())
                .add(entry.path()));
    byReason.forEach(
        (reason, paths) ->
            checks.add(Check.found("quarantined", reason, paths.size(), NOTE, some(paths))));
  }

  private void compared(String name, String subject, double value, String detail) {
    Double expected = official.get(name + "/" + subject);
    Check.Status status = INFO;
    if (expected != null) {
      status = expected == value ? OK : DIFFERS;
    }
    checks.add(new Check(name, subject, value, expected, status, detail));
  }

  private static String some(Collection<String> names) {
    String first = names.stream().sorted().limit(NAMED).collect(Collectors.joining(" "));
    return names.size() > NAMED ? first + " ..." : first;
  }
}
