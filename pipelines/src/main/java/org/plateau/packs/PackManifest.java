package org.plateau.packs;

import java.util.List;

/**
 * The last file written into a pack; a folder without it is no pack.
 *
 * @param pack the pack's name: hash of fingerprint, content, feature set and extractor
 * @param fingerprint hash of the sorted (utterance, audio_id, label, split, speaker) rows
 * @param task the task whose labels the entries carry
 * @param classes class names in logit order
 * @param content byte layout of the shards
 * @param featureSet "raw" for samples, else the name of the feature set
 * @param extractor extractor id and version; "pcm16-v1" for samples
 * @param shards shard files with sizes and hashes, in index order
 * @param indexFile name of the index file (JSON lines of {@link PackEntry})
 * @param indexSha256 hash of the index file
 * @param entries number of entries
 */
public record PackManifest(
    String pack,
    String fingerprint,
    String task,
    List<String> classes,
    PackContent content,
    String featureSet,
    String extractor,
    List<Shard> shards,
    String indexFile,
    String indexSha256,
    int entries) {

  public static final String FILE_NAME = "manifest.json";

  public PackManifest {
    classes = List.copyOf(classes);
    shards = List.copyOf(shards);
  }

  /** One shard file: name relative to the pack, size in bytes, SHA-256. */
  public record Shard(String file, long bytes, String sha256) {}
}
