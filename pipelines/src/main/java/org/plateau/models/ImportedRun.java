package org.plateau.models;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * What names a run whose predictions come from another program.
 *
 * @param source whose numbers they are; never the name of our own runs
 * @param experiment name of the experiment, {@code exploration} where nobody says
 * @param task task name
 * @param release release of the corpus it learnt from
 * @param model model name
 * @param seed seed of the training
 */
public record ImportedRun(
    String source, String experiment, String task, String release, String model, long seed)
    implements Serializable {
  public ImportedRun {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(model, "model");
  }

  /** SHA-256 of the canonical JSON object of the components, in UTF-8: 64 hex digits. */
  public String runId() {
    String json =
        CanonicalJson.of(
            Map.of(
                "source", source,
                "experiment", experiment,
                "task", task,
                "release", release,
                "model", model,
                "seed", seed));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
