package org.plateau.packs;

import java.security.MessageDigest;

/** The name of a pack says what it holds: equal names hold equal content. */
public final class PackName {
  private PackName() {}

  /**
   * The pack's name.
   *
   * @param fingerprint see {@link Fingerprint}
   * @param content byte layout
   * @param featureSet "raw" for samples, else the feature set's name
   * @param extractor id and version of what made the values
   * @return 64 hex digits: SHA-256 of the four fields, each as its length (32-bit big endian) and
   *     its UTF-8 bytes
   */
  public static String of(
      String fingerprint, PackContent content, String featureSet, String extractor) {
    MessageDigest digest = PackHash.sha256();
    Fingerprint.update(digest, fingerprint);
    Fingerprint.update(digest, content.name());
    Fingerprint.update(digest, featureSet);
    Fingerprint.update(digest, extractor);
    return PackHash.hex(digest);
  }
}
