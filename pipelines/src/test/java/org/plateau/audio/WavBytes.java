package org.plateau.audio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** WAV files typed as bytes: {@code 'text'} and hexadecimal pairs, separated by spaces. */
final class WavBytes {
  /** Format 1, 1 channel, 16000 Hz, 32000 bytes a second, frames of 2 bytes, 16 bits. */
  static final String PCM16 = "'fmt ' 10000000 0100 0100 803e0000 007d0000 0200 1000";

  private WavBytes() {}

  static byte[] typed(String... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String all = String.join(" ", parts);
    int at = 0;
    while (at < all.length()) {
      char letter = all.charAt(at);
      if (letter == ' ') {
        at++;
      } else if (letter == '\'') {
        int end = all.indexOf('\'', at + 1);
        bytes.writeBytes(all.substring(at + 1, end).getBytes(StandardCharsets.US_ASCII));
        at = end + 1;
      } else {
        bytes.write(HexFormat.fromHexDigits(all, at, at + 2));
        at += 2;
      }
    }
    return bytes.toByteArray();
  }

  /** A RIFF file of these chunks whose outer size is right. */
  static byte[] riff(String... chunks) {
    byte[] body = typed(chunks);
    return typed(
        "'RIFF'",
        HexFormat.of().toHexDigits(Integer.reverseBytes(body.length + 4)),
        "'WAVE'",
        HexFormat.of().formatHex(body));
  }
}
