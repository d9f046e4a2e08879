package org.plateau.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.plateau.audio.Pcm;
import org.plateau.features.ExtractionFault;
import org.plateau.features.FeatureMatrix;
import org.plateau.features.FeatureSets;
import org.plateau.features.NativeFeatureSet;
import org.plateau.features.OwnFeatureSets;
import org.plateau.features.opensmile.InstalledOpenSmile;

/** What every set gives for clips at the edge: finite values, or a reason. Prints the table. */
class BadClipsTest {
  private static final int RATE = 16_000;

  private static Map<String, short[]> clips() {
    Map<String, short[]> clips = new LinkedHashMap<>();
    clips.put("silent 2 s", new short[2 * RATE]);
    clips.put("1 sample", tone(1, 9000));
    clips.put("200 samples", tone(200, 9000));
    clips.put("399 samples", tone(399, 9000));
    clips.put("constant 2 s", filled(2 * RATE, (short) 1000));
    clips.put("clipped 2 s", tone(2 * RATE, 400_000));
    clips.put("60 s", tone(60 * RATE, 9000));
    clips.put("31,999", tone(31_999, 9000));
    clips.put("48,001", tone(48_001, 9000));
    return clips;
  }

  private static short[] filled(int samples, short value) {
    short[] clip = new short[samples];
    java.util.Arrays.fill(clip, value);
    return clip;
  }

  /** A voice-like tone; an amplitude beyond 32767 is cut off as a microphone would. */
  private static short[] tone(int samples, double amplitude) {
    short[] clip = new short[samples];
    for (int i = 0; i < samples; i++) {
      double t = i / (double) RATE;
      double value =
          Math.sin(2 * Math.PI * 150 * t)
              + 0.5 * Math.sin(2 * Math.PI * 300 * t)
              + 0.2 * Math.sin(2 * Math.PI * 1350 * t);
      clip[i] =
          (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, amplitude * value * 0.6));
    }
    return clip;
  }

  private static String outcome(ClipExtractor extractor, short[] clip) {
    try {
      FeatureMatrix matrix = extractor.extract(Pcm.toBytes(clip));
      for (float value : matrix.values()) {
        assertThat(Float.isFinite(value)).isTrue();
      }
      assertThat(matrix.dims()).isEqualTo(extractor.names().size());
      return matrix.frames() + " x " + matrix.dims();
    } catch (ExtractionFault e) {
      return e.reason().code();
    }
  }

  @Test
  void ownSetsGiveWhatTheirFormulasSay() {
    Map<String, List<String>> expected = new TreeMap<>();
    // 1 + floor(n / 160) frames from 257 samples on.
    expected.put(
        "logmel64",
        rows(64, "201", "too_short", "too_short", "3", "201", "201", "6001", "200", "301"));
    // 1 + floor(n / 160) frames.
    expected.put("fbank80", rows(80, "201", "1", "2", "3", "201", "201", "6001", "200", "301"));
    // 1 + floor((n - 400) / 160) frames from 400 samples on.
    expected.put(
        "fbank128",
        rows(
            128, "198", "too_short", "too_short", "too_short", "198", "198", "5998", "198", "298"));
    expected.put(
        "whisper80",
        rows(80, "3000", "3000", "3000", "3000", "3000", "3000", "3000", "3000", "3000"));
    expected.put(
        "raw", rows(1, "32000", "1", "200", "399", "32000", "32000", "960000", "31999", "48001"));
    expected.put("mel-s", rows(496, "1", "too_short", "too_short", "1", "1", "1", "1", "1", "1"));
    expected.put("duration-level-centroid", rows(3, "1", "1", "1", "1", "1", "1", "1", "1", "1"));
    Map<String, List<String>> found = new TreeMap<>();
    new OwnFeatureSets()
        .providers()
        .forEach(
            provider -> {
              try (ClipExtractor extractor = new InProcessExtractor(provider.create())) {
                found.put(
                    provider.featureSet(),
                    clips().values().stream().map(clip -> outcome(extractor, clip)).toList());
              }
            });
    print(found);
    assertThat(found).isEqualTo(expected);
  }

  private static List<String> rows(int dims, String... outcomes) {
    return List.of(outcomes).stream()
        .map(each -> each.equals("too_short") ? each : each + " x " + dims)
        .toList();
  }

  @Test
  @Tag("golden")
  void openSmileGivesFiniteValuesOrAReason() {
    Path home = InstalledOpenSmile.home();
    ExtractorSettings settings = new ExtractorSettings(256L << 20, 1L << 30, 60, 1, null);
    Map<String, List<String>> found = new TreeMap<>();
    FeatureSets.all().values().stream()
        .filter(NativeFeatureSet.class::isInstance)
        .forEach(
            provider -> {
              String set = provider.featureSet();
              try (ExtractorWorker worker = new ExtractorWorker(settings, set, home, () -> false)) {
                found.put(
                    set, clips().values().stream().map(clip -> outcome(worker, clip)).toList());
                assertThat(worker.restarts()).as(set + " restarts").isZero();
              }
            });
    print(found);
    assertThat(found).hasSize(14);
    found.forEach(
        (set, outcomes) ->
            assertThat(outcomes.subList(5, 9))
                .as(set + " of ordinary clips")
                .noneMatch(each -> each.matches("[a-z_]+")));
  }

  private static void print(Map<String, List<String>> table) {
    StringBuilder text = new StringBuilder("%-24s".formatted("set"));
    clips().keySet().forEach(clip -> text.append(" %-13s".formatted(clip)));
    table.forEach(
        (set, outcomes) -> {
          text.append('\n').append("%-24s".formatted(set));
          outcomes.forEach(outcome -> text.append(" %-13s".formatted(outcome)));
        });
    System.out.println(text);
  }
}
