package org.plateau.models;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * All that makes a training run the run it is; equal identities share one run. Code version, host,
 * threads and table versions are provenance, not identity.
 *
 * @param model catalogue name
 * @param definitionVersion version of the model's definition
 * @param task task name
 * @param dataFingerprint hash of the rows used, see {@code org.plateau.packs.Fingerprint}
 * @param hyperParameters optimiser, learning rate, crop length and all else that is set; values as
 *     {@link CanonicalJson} takes them
 * @param seed the experiment's seed
 * @param initialWeights id (hash) of the weight file a run starts from, or null for a fresh
 *     initialisation from the seed
 * @param semanticsVersion version of the training semantics, raised by hand
 */
public record RunIdentity(
    String model,
    int definitionVersion,
    String task,
    String dataFingerprint,
    Map<String, Object> hyperParameters,
    long seed,
    String initialWeights,
    int semanticsVersion) {
  public RunIdentity {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(dataFingerprint, "dataFingerprint");
    hyperParameters = Map.copyOf(hyperParameters);
  }

  /** The canonical JSON object that is hashed; its keys are the components' names. */
  public String canonicalJson() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("model", model);
    fields.put("definitionVersion", definitionVersion);
    fields.put("task", task);
    fields.put("dataFingerprint", dataFingerprint);
    fields.put("hyperParameters", hyperParameters);
    fields.put("seed", seed);
    fields.put("initialWeights", initialWeights);
    fields.put("semanticsVersion", semanticsVersion);
    return CanonicalJson.of(fields);
  }

  /** SHA-256 of {@link #canonicalJson} in UTF-8: 64 hex digits. */
  public String runId() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] json = canonicalJson().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
