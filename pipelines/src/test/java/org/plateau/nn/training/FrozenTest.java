package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.config.UserException;
import org.plateau.nn.Network;
import org.plateau.nn.Networks;
import org.plateau.nn.checkpoint.SafetensorsFile;

/** Frozen parameters of CRNN18 keep their bits through a whole run, all others move. */
class FrozenTest {
  private static final String CONVOLUTIONS = "audio_model.*";

  @TempDir static Path root;
  @TempDir Path run;
  private static Path pack;

  @BeforeAll
  static void pack() throws IOException {
    pack = TestRuns.pack(root.resolve("packs"), 9);
  }

  private TrainRequest request(String optimiser, List<String> frozen) {
    TrainRequest r = TestRuns.request(pack, run, 1, null);
    return TestRuns.with(
        r,
        r.architecture(),
        r.featureSet(),
        r.options(),
        new HyperParameters(optimiser, 1e-2, 4, 1),
        StepSettings.STANDARD.withFrozen(frozen));
  }

  /** The parameters before the first step, by name. */
  private static Map<String, byte[]> initial(TrainRequest request) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager();
        Network network =
            Networks.factory(request.architecture())
                .create(manager, request.classes().size(), request.options(), request.seed())) {
      for (Map.Entry<String, NDArray> each : network.parameters().entrySet()) {
        bytes.put(each.getKey(), each.getValue().toByteArray());
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "sgd"})
  void keepTheirBits(String optimiser) throws IOException {
    TrainRequest request = request(optimiser, List.of(CONVOLUTIONS, "rnn.model.bias_?h_l0"));
    assertThatThrownBy(() -> new Trainer().train(request, TestRuns.silent()))
        .as("only * stands for other text")
        .isInstanceOf(UserException.class);

    TrainRequest valid = request(optimiser, List.of(CONVOLUTIONS, "rnn.*.bias_*_l0"));
    TrainResult result = new Trainer().train(valid, TestRuns.silent());

    Map<String, byte[]> before = initial(valid);
    long moved = 0;
    try (SafetensorsFile after =
        SafetensorsFile.open(Path.of(valid.attemptDir(), result.weightsFile()))) {
      for (Map.Entry<String, byte[]> each : before.entrySet()) {
        byte[] now = new byte[each.getValue().length];
        after.bytes(each.getKey()).get(now);
        boolean frozen =
            each.getKey().startsWith("audio_model.")
                || each.getKey().matches("rnn\\.model\\.bias_[ih]h_l0");
        if (frozen) {
          assertThat(now).as(each.getKey()).isEqualTo(each.getValue());
        } else {
          assertThat(now).as(each.getKey()).isNotEqualTo(each.getValue());
          moved += now.length / Float.BYTES;
        }
      }
    }
    assertThat(result.trainableParameters()).isEqualTo(moved).isLessThan(result.parameters());
  }

  @Test
  void aNameThatFitsNothingAndNothingLeftAreOneLine() {
    assertThatThrownBy(
            () -> new Trainer().train(request("adam", List.of("conv*")), TestRuns.silent()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("conv*")
        .hasMessageContaining("audio_model.model.model.network.0.0.weight")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> new Trainer().train(request("adam", List.of("*")), TestRuns.silent()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no parameter to train");
  }
}
