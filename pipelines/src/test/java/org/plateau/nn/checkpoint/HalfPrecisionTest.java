package org.plateau.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {
  @ParameterizedTest
  @CsvSource({
    "0000, 0",
    "3c00, 1",
    "c000, -2",
    "7bff, 65504",
    "0400, 6.103515625e-5",
    "03ff, 6.097555e-5",
    "0001, 5.9604645e-8",
    "3555, 0.33325195",
    "7c00, Infinity",
    "fc00, -Infinity",
  })
  void widensTheValuesOfTheStandard(String hex, float value) {
    assertThat(HalfPrecision.fromF16((short) Integer.parseInt(hex, 16))).isEqualTo(value);
  }

  @Test
  void everyNumberComesBack() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = HalfPrecision.fromF16((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfPrecision.toF16(value)).isEqualTo((short) bits);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "65519.996, 7bff",
    "65520, 7c00",
    "1e30, 7c00",
    "2.9802322e-8, 0000",
    "2.9802326e-8, 0001",
    "1.00048828125, 3c00",
    "1.00146484375, 3c02",
    "-1.0004884, bc01",
    "6.1019e-5, 0400",
  })
  void roundsToNearestEven(float value, String hex) {
    assertThat(HalfPrecision.toF16(value)).isEqualTo((short) Integer.parseInt(hex, 16));
  }

  @Test
  void notANumberStaysSo() {
    assertThat(HalfPrecision.fromF16((short) 0x7e00)).isNaN();
    assertThat(HalfPrecision.fromF16(HalfPrecision.toF16(Float.NaN))).isNaN();
  }

  @Test
  void widensBfloat16() {
    assertThat(HalfPrecision.fromBf16((short) 0x3f80)).isEqualTo(1f);
    assertThat(HalfPrecision.fromBf16((short) 0xc049)).isEqualTo(-3.140625f);
    assertThat(HalfPrecision.fromBf16((short) 0x7fc0)).isNaN();
  }
}
