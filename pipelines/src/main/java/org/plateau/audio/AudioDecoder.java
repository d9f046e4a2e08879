package org.plateau.audio;

import static org.plateau.audio.QuarantineReason.EMPTY_FILE;
import static org.plateau.audio.QuarantineReason.NOT_AUDIO;

import java.util.Optional;

/** Chooses the decoder by the first bytes; the file's name decides nothing. */
final class AudioDecoder {
  private AudioDecoder() {}

  static PcmSource open(byte[] file) throws AudioException {
    if (file.length == 0) {
      throw new AudioException(EMPTY_FILE, "the file has 0 bytes");
    }
    if (WavHeader.matches(file)) {
      return WavSource.open(file);
    }
    Optional<CompressedFormat> compressed = CompressedFormat.of(file);
    if (compressed.isPresent()) {
      return FfmpegSource.open(file, compressed.get());
    }
    throw new AudioException(NOT_AUDIO, "the file does not begin as WAV, FLAC, MP3 or OGG");
  }
}
