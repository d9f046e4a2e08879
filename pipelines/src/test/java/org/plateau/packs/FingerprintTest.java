package org.plateau.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Fingerprint.Row A = new Fingerprint.Row("a", "x", null, "train", "s");
  private static final Fingerprint.Row B = new Fingerprint.Row("b", "y", "happy", "dev", null);

  @Test
  void isTheHashOfTheCanonicalForm() {
    // sha256sum of nothing
    assertThat(Fingerprint.of(List.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // printf '\0\0\0\1a\0\0\0\1x\377\377\377\377\0\0\0\5train\0\0\0\1s' | sha256sum
    assertThat(Fingerprint.of(List.of(A)))
        .isEqualTo("14b63af7febad113874bd3316cfd8af2f575f73b02ccba6a3645620f6a79a13a");
  }

  @Test
  void orderOfRowsDoesNotMatterAndFieldsDoNotRunTogether() {
    assertThat(Fingerprint.of(List.of(A, B))).isEqualTo(Fingerprint.of(List.of(B, A)));
    assertThat(Fingerprint.of(List.of(new Fingerprint.Row("ab", "c", "", "train", null))))
        .isNotEqualTo(Fingerprint.of(List.of(new Fingerprint.Row("a", "bc", "", "train", null))))
        .isNotEqualTo(Fingerprint.of(List.of(new Fingerprint.Row("ab", "c", null, "train", null))));
  }

  @Property
  void textIsOrderedAsItsUtf8Bytes(@ForAll String a, @ForAll String b) {
    String x = new String(a.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String y = new String(b.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    int expected =
        Arrays.compareUnsigned(
            x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(Fingerprint.BY_CODE_POINT.compare(x, y)))
        .isEqualTo(Integer.signum(expected));
  }
}
