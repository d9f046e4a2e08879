package org.plateau.corpus.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.checks.Check.Status;

class ReleaseChecksTest {
  private static CheckedClip clip(
      String utterance, String audio, String speaker, String split, double rms) {
    return new CheckedClip(utterance, audio, speaker, split, 1.5, rms);
  }

  private static Map<String, Check> checks(String corpus) {
    List<CheckedClip> clips =
        List.of(
            clip("a", "1", "s1", "train", 0.1),
            clip("b", "1", "s1", "train", 0.1),
            clip("c", "2", "s2", "dev", 0),
            clip("d", "1", "s1", "test", 0.1),
            clip("e", "3", null, "test", 0.1));
    List<LabelEntry> labels =
        List.of(
            new LabelEntry("a", "t", "x", null),
            new LabelEntry("b", "t", "y", null),
            new LabelEntry("d", "t", "x", null),
            new LabelEntry("unreadable", "t", "x", null));
    List<QuarantineEntry> aside =
        List.of(new QuarantineEntry("w.wav", QuarantineReason.MISSING_AUDIO, ""));
    return ReleaseChecks.of(corpus, "1", clips, labels, aside).stream()
        .collect(Collectors.toMap(check -> check.name() + " " + check.subject(), check -> check));
  }

  @Test
  void figures() {
    Map<String, Check> checks = checks("mine");
    assertThat(checks.get("clips all").value()).isEqualTo(5);
    assertThat(checks.get("clips test").value()).isEqualTo(2);
    assertThat(checks.get("hours all").value()).isEqualTo(7.5 / 3600);
    assertThat(checks.get("speakers all").value()).isEqualTo(2);
    assertThat(checks.get("clips_of_unknown_speakers test").value()).isEqualTo(1);
    assertThat(checks.get("labels t/all").value()).isEqualTo(3);
    assertThat(checks.get("class t/all/x"))
        .isEqualTo(new Check("class", "t/all/x", 2, null, Status.INFO, "66.7 %"));
    assertThat(checks.get("clips_without_label all").value()).isEqualTo(2);
    assertThat(checks.get("clips_without_label all").detail()).isEqualTo("c e");
    assertThat(checks.get("quarantined missing_audio").detail()).isEqualTo("w.wav");
  }

  @Test
  void whatIsShared() {
    Map<String, Check> checks = checks("mine");
    assertThat(checks.get("shared_speakers test+train"))
        .isEqualTo(new Check("shared_speakers", "test+train", 1, null, Status.WARNING, "s1"));
    assertThat(checks.get("shared_speakers dev+train").status()).isEqualTo(Status.INFO);
    assertThat(checks.get("identical_audio_across test+train").status()).isEqualTo(Status.WARNING);
    assertThat(checks.get("identical_audio_within train"))
        .isEqualTo(new Check("identical_audio_within", "train", 2, null, Status.NOTE, "a b"));
    assertThat(checks.get("silent_clips all"))
        .isEqualTo(new Check("silent_clips", "all", 1, null, Status.NOTE, "c"));
  }

  @Test
  void officialCounts() {
    assertThat(checks("mine").get("clips all").expected()).isNull();
    Check emodb = checks("emodb").get("clips all");
    assertThat(emodb.expected()).isEqualTo(535);
    assertThat(emodb.status()).isEqualTo(Status.DIFFERS);
    List<CheckedClip> whole = new ArrayList<>();
    for (int i = 0; i < 535; i++) {
      whole.add(clip("u" + i, "" + i, "s" + i % 10, "train", 0.1));
    }
    assertThat(ReleaseChecks.of("emodb", "1", whole, List.of(), List.of()))
        .filteredOn(check -> check.expected() != null)
        .extracting(Check::status)
        .containsOnly(Status.OK);
    assertThat(ReleaseChecks.of("emodb", "1", List.of(), List.of(), List.of())).isNotEmpty();
  }
}
