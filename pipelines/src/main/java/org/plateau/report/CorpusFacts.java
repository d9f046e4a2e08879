package org.plateau.report;

import java.util.List;

/**
 * What was ingested, and the catalogue's groups.
 *
 * @param releases ingested releases
 * @param classCounts clips by task, split and class
 * @param quarantine what could not be used
 * @param groups all groups of the catalogue, oldest first; they fix the colours
 */
public record CorpusFacts(
    List<ReleaseRow> releases,
    List<ClassCountRow> classCounts,
    List<QuarantineRow> quarantine,
    List<String> groups) {
  public CorpusFacts {
    releases = List.copyOf(releases);
    classCounts = List.copyOf(classCounts);
    quarantine = List.copyOf(quarantine);
    groups = List.copyOf(groups);
  }
}
