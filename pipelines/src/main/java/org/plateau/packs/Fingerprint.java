package org.plateau.packs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/**
 * What data a pack or a run saw, as one hash.
 *
 * <p>Canonical form: the rows (utterance, audio_id, label, split, speaker) in ascending order of
 * these five fields; each field as its length in UTF-8 bytes (32-bit big endian, -1 for null)
 * followed by those bytes. Text is ordered by code point (the order of its UTF-8 bytes, as Spark
 * sorts strings), null first.
 */
public final class Fingerprint {
  /** Text by code point: the order of UTF-8 bytes, which differs from String.compareTo. */
  public static final Comparator<String> BY_CODE_POINT = Fingerprint::compareCodePoints;

  private static final Comparator<String> NULL_FIRST = Comparator.nullsFirst(BY_CODE_POINT);

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::utterance, NULL_FIRST)
          .thenComparing(Row::audioId, NULL_FIRST)
          .thenComparing(Row::label, NULL_FIRST)
          .thenComparing(Row::split, NULL_FIRST)
          .thenComparing(Row::speaker, NULL_FIRST);

  private Fingerprint() {}

  /**
   * One utterance as a run uses it.
   *
   * @param utterance the corpus's own id
   * @param audioId hash of the canonical samples
   * @param label class name or null
   * @param split train, dev, test as the experiment uses it
   * @param speaker speaker id or null
   */
  public record Row(String utterance, String audioId, String label, String split, String speaker) {
    public Row {
      Objects.requireNonNull(utterance, "utterance");
      Objects.requireNonNull(audioId, "audioId");
      Objects.requireNonNull(split, "split");
    }

    /** The row of a pack's entry. */
    public static Row of(PackEntry entry) {
      return new Row(
          entry.utterance(), entry.audioId(), entry.label(), entry.split(), entry.speaker());
    }
  }

  /** SHA-256 (64 hex digits) of the canonical form; the order of the rows does not matter. */
  public static String of(Collection<Row> rows) {
    MessageDigest digest = PackHash.sha256();
    rows.stream()
        .sorted(ORDER)
        .forEachOrdered(
            row -> {
              update(digest, row.utterance());
              update(digest, row.audioId());
              update(digest, row.label());
              update(digest, row.split());
              update(digest, row.speaker());
            });
    return PackHash.hex(digest);
  }

  /** Adds one field in canonical form to a digest. */
  static void update(MessageDigest digest, String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
    int length = field == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    digest.update(bytes);
  }

  private static int compareCodePoints(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate stands for a code point above all others of two bytes.
        boolean surrogateX = Character.isSurrogate(x);
        boolean surrogateY = Character.isSurrogate(y);
        return surrogateX == surrogateY ? Character.compare(x, y) : surrogateX ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
