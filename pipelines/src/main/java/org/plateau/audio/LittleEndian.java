package org.plateau.audio;

import java.nio.charset.StandardCharsets;

/** Numbers and chunk names in little-endian bytes. */
final class LittleEndian {
  private LittleEndian() {}

  static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  static int int32(byte[] bytes, int at) {
    return uint16(bytes, at) | uint16(bytes, at + 2) << 16;
  }

  static long uint32(byte[] bytes, int at) {
    return int32(bytes, at) & 0xffff_ffffL;
  }

  static long int64(byte[] bytes, int at) {
    return uint32(bytes, at) | uint32(bytes, at + 4) << 32;
  }

  /** Whether the ASCII text stands at a place; false where the bytes end before. */
  static boolean startsWith(byte[] bytes, int at, String ascii) {
    byte[] expected = ascii.getBytes(StandardCharsets.US_ASCII);
    if (at < 0 || at > bytes.length - expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
