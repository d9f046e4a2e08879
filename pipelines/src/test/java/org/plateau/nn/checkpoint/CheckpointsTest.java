package org.plateau.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
  @TempDir Path run;

  /** A state as a run would store it. */
  record State(int epochs, long step) {}

  private Path write(String attempt, int epochs, long step) throws IOException {
    Path dir = Files.createDirectories(run.resolve(attempt));
    Path best = dir.resolve(Checkpoints.BEST);
    Map<String, HostTensor> tensors = Map.of("w", HostTensor.of(new float[] {epochs, step}, 2));
    SafetensorsWriter.write(best, tensors, Map.of());
    return Checkpoints.write(dir, epochs, step, new State(epochs, step), tensors, tensors, best);
  }

  @Test
  void theNewestOfAllAttemptsCounts() throws IOException {
    assertThat(Checkpoints.latest(run.resolve("absent"))).isEmpty();
    assertThat(Checkpoints.latest(run)).isEmpty();
    write("9", 1, 0);
    Path later = write("9", 1, 7);
    assertThat(Checkpoints.latest(run)).contains(later);
    Path again = write("10", 1, 7);
    assertThat(Checkpoints.latest(run)).contains(again);
    Path most = write("2", 2, 0);
    assertThat(Checkpoints.latest(run)).contains(most);
    assertThat(Checkpoints.readState(most, State.class)).isEqualTo(new State(2, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weights.safetensors",
        "optimiser.safetensors",
        "best.safetensors",
        "state.json",
        "manifest.json"
      })
  void aDamagedOneFallsBackToThePrevious(String name) throws IOException {
    Path previous = write("1", 1, 0);
    for (Damage damage : List.<Damage>of(this::truncate, this::flipBit, Files::delete)) {
      Path newest = write("1", 2, 0);
      assertThat(Checkpoints.latest(run)).contains(newest);
      damage.apply(newest.resolve(name));
      assertThat(Checkpoints.latest(run)).contains(previous);
      assertThat(Checkpoints.defect(newest)).isPresent();
    }
  }

  /** Spoils one file. */
  private interface Damage {
    void apply(Path file) throws IOException;
  }

  private void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
  }

  private void flipBit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Test
  void aManifestCannotNameFilesElsewhere() throws IOException {
    Path checkpoint = write("1", 1, 0);
    Path manifest = checkpoint.resolve(Checkpoints.MANIFEST);
    Files.writeString(
        manifest, Files.readString(manifest).replace("state.json", "../../best.safetensors"));
    assertThat(Checkpoints.defect(checkpoint))
        .hasValueSatisfying(text -> assertThat(text).contains("outside"));
  }

  @Test
  void anUnfinishedFolderIsNoCheckpoint() throws IOException {
    Path previous = write("1", 1, 0);
    Path unfinished = write("1", 2, 0);
    Files.move(unfinished, unfinished.resolveSibling(".tmp-epoch-0002-step-00000000"));
    assertThat(Checkpoints.latest(run)).contains(previous);
  }

  @Test
  void keepsTheNewestAndDropsOptimisers() throws IOException {
    Path first = write("1", 1, 0);
    Path second = write("1", 1, 5);
    Path third = write("1", 2, 0);
    Checkpoints.keepNewest(run.resolve("1"), 2);
    assertThat(first).doesNotExist();
    assertThat(second).exists();
    Checkpoints.dropOptimiserStates(run.resolve("1"));
    assertThat(third.resolve(Checkpoints.OPTIMISER)).doesNotExist();
    assertThat(third.resolve(Checkpoints.WEIGHTS)).exists();
    assertThat(Checkpoints.latest(run)).isEmpty();
  }
}
