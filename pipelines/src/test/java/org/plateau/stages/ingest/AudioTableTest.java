package org.plateau.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plateau.corpus.FileEntry;

class AudioTableTest {
  @Test
  void filesOfOneSizeShareATaskUnlessThatIsTooLong() {
    List<FileEntry> files = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      files.add(new FileEntry("f" + i, 1_000_000 + i / 10, 0));
    }
    List<List<String>> bins = AudioTable.bins(files, 2);
    assertThat(bins).hasSizeBetween(7, 9);
    assertThat(bins.stream().mapToInt(List::size).sum()).isEqualTo(1000);
    for (List<String> bin : bins) {
      assertThat(bin.size() % 10).as("all ten of a size").isZero();
    }
    List<FileEntry> equal = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      equal.add(new FileEntry("f" + i, 1_000_000, 0));
    }
    assertThat(AudioTable.bins(equal, 2)).hasSizeGreaterThan(2);
    assertThat(AudioTable.bins(equal.subList(0, 1), 2)).containsExactly(List.of("f0"));
    assertThat(AudioTable.bins(List.of(new FileEntry("e", 0, 0)), 4)).hasSize(1);
  }
}
