package org.plateau.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClipsTest {
  private final float[] clip = {1, 2, 3, 4};

  @Test
  void cropsWithin() {
    assertThat(Clips.crop(clip, 1, 2)).containsExactly(2, 3);
    assertThat(Clips.crop(clip, 4, 0)).isEmpty();
    assertThatThrownBy(() -> Clips.crop(clip, 3, 2))
        .hasMessage("offset 3, length 2: the piece must lie within 4 samples");
    assertThatThrownBy(() -> Clips.crop(clip, Integer.MAX_VALUE, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void padsAtTheEnd() {
    assertThat(Clips.pad(clip, 6)).containsExactly(1, 2, 3, 4, 0, 0);
    assertThat(Clips.pad(clip, 3)).isSameAs(clip);
  }

  @Test
  void cropOrPadGivesTheLength() {
    assertThat(Clips.cropOrPad(clip, 2, 2)).containsExactly(3, 4);
    assertThat(Clips.cropOrPad(clip, 0, 5)).containsExactly(1, 2, 3, 4, 0);
    assertThatThrownBy(() -> Clips.cropOrPad(clip, 1, 5))
        .hasMessage("offset: 1 must be 0 for a clip of 4 samples, shorter than 5");
  }
}
