package org.plateau.stages.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plateau.config.UserException;

class LeaksTest {
  private static ClipRow clip(String utterance, String audio, String speaker, String split) {
    return new ClipRow(utterance, audio, speaker, split, "angry");
  }

  private static List<Fold> fold(String testSet, ClipRow tested) {
    List<ClipRow> learning =
        List.of(
            clip("a", "1", "s1", "train"),
            clip("b", "2", null, "train"),
            clip("c", "3", "s3", "dev"));
    return List.of(new Fold("", learning, Map.of(testSet, List.of(tested))));
  }

  @Test
  void aSpeakerOrASoundOfTrainStops() {
    assertThatThrownBy(() -> Leaks.refuse("t", "x", fold("x/1/test", clip("d", "4", "s1", "test"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("x/1/test shares 1 speakers (s1) and 0 identical clips with train")
        .hasMessageContaining("train.leaks=accept");
    assertThatThrownBy(() -> Leaks.refuse("t", "x", fold("other", clip("d", "2", null, "test"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("0 speakers and 1 identical clips (d)");
    assertThatThrownBy(() -> Leaks.refuse("t", "x", fold("x", clip("d", "9", "s1", "none"))))
        .isInstanceOf(UserException.class);
  }

  @Test
  void devOtherCorporaAndUnknownSpeakersDoNot() {
    for (List<Fold> folds :
        List.of(
            fold("x/1/test", clip("d", "4", "s2", "test")),
            fold("x/1/test", clip("d", "4", null, "test")),
            fold("x/1/test", clip("d", "3", "s3", "test")),
            fold("y", clip("d", "4", "s1", "none")))) {
      assertThatCode(() -> Leaks.refuse("t", "x", folds)).doesNotThrowAnyException();
    }
  }
}
