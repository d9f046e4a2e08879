package org.plateau.config;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a corpus lies and how it is read.
 *
 * @param name the name that tables carry, for example {@code emodb}
 * @param path folder or address of the corpus; empty: not at hand, ingest passes over it
 * @param release release of the files under the path; {@code 1} for corpora with one release
 * @param layout name of the reader that knows the folder's layout
 * @param split which speakers belong to which split; empty: the corpus comes with its own
 * @param options what only this layout's reader knows, by name
 * @param transcripts transcripts that the user brings, by source
 */
public record CorpusConfig(
    String name,
    Optional<String> path,
    String release,
    String layout,
    Optional<SplitConfig> split,
    Map<String, String> options,
    Map<String, TranscriptConfig> transcripts) {
  public CorpusConfig {
    Checks.notBlank(name, "corpus name");
    Checks.notBlank(release, "release");
    Checks.notBlank(layout, "layout");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(split, "split");
    options = Map.copyOf(options);
    transcripts = Collections.unmodifiableMap(new TreeMap<>(transcripts));
  }

  /** A corpus without transcripts from outside. */
  public CorpusConfig(
      String name,
      Optional<String> path,
      String release,
      String layout,
      Optional<SplitConfig> split,
      Map<String, String> options) {
    this(name, path, release, layout, split, options, Map.of());
  }

  static CorpusConfig read(String name, Section section) {
    Optional<String> path = section.optionalLocation("path");
    String release = section.string("release", "1");
    String layout = section.string("layout", name);
    Optional<SplitConfig> split =
        section.has("split")
            ? Optional.of(SplitConfig.read(section.section("split")))
            : Optional.empty();
    Map<String, String> options = new TreeMap<>();
    Section given = section.section("options");
    for (String option : given.names()) {
      given.optionalString(option).ifPresent(value -> options.put(option, value));
    }
    Map<String, TranscriptConfig> transcripts = new TreeMap<>();
    Section brought = section.section("transcripts");
    for (String source : brought.names()) {
      transcripts.put(source, TranscriptConfig.read(source, brought.section(source)));
    }
    return section.build(
        () -> new CorpusConfig(name, path, release, layout, split, options, transcripts));
  }
}
