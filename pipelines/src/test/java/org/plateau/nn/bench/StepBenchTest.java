package org.plateau.nn.bench;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link StepBench} from the build; prints, and asserts nothing about a busy machine's speed. */
@Tag("bench")
class StepBenchTest {
  @Test
  void comparesWithPyTorch() throws IOException {
    Assumptions.assumeTrue(
        System.getProperty("plateau.bench.python") != null,
        "skipped: -Dplateau.bench.python names no interpreter with torch and torchvision");
    String models = System.getProperty("plateau.bench.models", "CRNN18,EfficientNet");
    StepBench.compare(List.of(models.split(",")));
  }
}
