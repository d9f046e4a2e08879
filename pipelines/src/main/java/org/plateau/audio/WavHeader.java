package org.plateau.audio;

import static org.plateau.audio.QuarantineReason.NOT_AUDIO;
import static org.plateau.audio.QuarantineReason.NO_SAMPLES;
import static org.plateau.audio.QuarantineReason.TRUNCATED;

/**
 * Where a WAV file's samples lie and what they are, found by walking its chunks. Only bytes that
 * are there count; no memory is taken by a stated size.
 *
 * <p>Sources: Microsoft, "Multimedia Programming Interface and Data Specifications 1.0" (RIFF);
 * Microsoft, "Multiple channel audio data and WAVE files" (EXTENSIBLE); EBU Tech 3306 (RF64).
 *
 * <p>Rules for a stated size of the data chunk that does not fit the file:
 *
 * <ul>
 *   <li>From 0x7FFFF000 to 0x80000000 or from 0xFFFFFF00: what writers put who cannot seek back.
 *       The samples run to the end of the file. In RF64 the size of the ds64 chunk counts instead,
 *       if there is one.
 *   <li>0, and bytes follow that are not a chain of chunks: a header never completed. The samples
 *       run to the end of the file. Otherwise: no samples.
 *   <li>Any other size beyond the end of the file: truncated.
 *   <li>The size of the outer RIFF chunk decides nothing, except that a file without a data chunk
 *       is truncated where it is shorter than that size.
 *   <li>An incomplete last frame is dropped. A missing last pad byte is no defect.
 * </ul>
 *
 * @param format what the samples are
 * @param dataOffset first byte of the samples
 * @param frames complete frames, at least 1
 */
record WavHeader(WavFormat format, int dataOffset, long frames) {
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  /** Whether a size is a placeholder of writers that cannot seek back: SoX, ffmpeg, ALSA. */
  private static boolean isPlaceholder(long size) {
    return (size >= 0x7fff_f000L && size <= 0x8000_0000L) || size >= 0xffff_ff00L;
  }

  /** Whether the bytes begin as a WAV file, or are too few to tell and agree so far. */
  static boolean matches(byte[] file) {
    boolean riff = false;
    for (String id : new String[] {"RIFF", "RF64", "BW64"}) {
      int shared = Math.min(4, file.length);
      riff |= shared > 0 && LittleEndian.startsWith(file, 0, id.substring(0, shared));
    }
    if (file.length < 8 || !riff) {
      return riff;
    }
    int shared = Math.min(4, file.length - 8);
    return LittleEndian.startsWith(file, 8, "WAVE".substring(0, shared));
  }

  /** Walks the chunks of a file for which {@link #matches} holds. */
  static WavHeader parse(byte[] file) throws AudioException {
    if (file.length < RIFF_HEADER_BYTES) {
      throw new AudioException(
          TRUNCATED, "the file has %d bytes, a WAV header 12".formatted(file.length));
    }
    WavFormat format = null;
    long longDataSize = -1;
    int at = RIFF_HEADER_BYTES;
    while (at <= file.length - CHUNK_HEADER_BYTES) {
      long size = LittleEndian.uint32(file, at + 4);
      int body = at + CHUNK_HEADER_BYTES;
      if (LittleEndian.startsWith(file, at, "data")) {
        return atData(file, body, size, longDataSize, format);
      }
      if (size > file.length - body) {
        throw new AudioException(
            TRUNCATED,
            "the chunk at byte %d states %d bytes, %d are there"
                .formatted(at, size, file.length - body));
      }
      if (LittleEndian.startsWith(file, at, "fmt ")) {
        format = WavFormat.parse(file, body, (int) size);
      } else if (LittleEndian.startsWith(file, at, "ds64") && size >= 16) {
        longDataSize = LittleEndian.int64(file, body + 8);
      }
      at = (int) Math.min(file.length, body + size + (size & 1));
    }
    throw withoutData(file, at);
  }

  private static WavHeader atData(
      byte[] file, int body, long size, long longDataSize, WavFormat format) throws AudioException {
    if (format == null) {
      throw new AudioException(NOT_AUDIO, "no fmt chunk stands before the data chunk");
    }
    long available = (long) file.length - body;
    boolean inDs64 = size == 0xffff_ffffL && longDataSize > 0;
    boolean placeholder = isPlaceholder(size) && !inDs64;
    long stated = inDs64 ? longDataSize : size;
    if (stated > available && !placeholder) {
      throw new AudioException(
          TRUNCATED,
          "the %s chunk states %d bytes of samples, %d are there"
              .formatted(inDs64 ? "ds64" : "data", stated, available));
    }
    boolean neverCompleted = stated == 0 && !isChunkChain(file, body);
    long bytes = neverCompleted ? available : Math.min(stated, available);
    long frames = bytes / format.frameBytes();
    if (frames == 0) {
      throw new AudioException(
          NO_SAMPLES,
          "the data chunk holds %d bytes, a frame takes %d".formatted(bytes, format.frameBytes()));
    }
    return new WavHeader(format, body, frames);
  }

  private static AudioException withoutData(byte[] file, int at) {
    long riffSize = LittleEndian.uint32(file, 4);
    boolean placeholder = riffSize == 0 || isPlaceholder(riffSize);
    if (at < file.length || (!placeholder && riffSize + 8 > file.length)) {
      return new AudioException(
          TRUNCATED, "the file ends after %d bytes, before its data chunk".formatted(file.length));
    }
    return new AudioException(NO_SAMPLES, "there is no data chunk");
  }

  /** Whether chunks with printable names fill the bytes from a place to the end (none also). */
  private static boolean isChunkChain(byte[] file, int from) {
    long at = from;
    while (at < file.length) {
      if (file.length - at < CHUNK_HEADER_BYTES) {
        return false;
      }
      for (int i = 0; i < 4; i++) {
        byte letter = file[(int) at + i];
        if (letter < ' ' || letter > '~') {
          return false;
        }
      }
      long size = LittleEndian.uint32(file, (int) at + 4);
      at += CHUNK_HEADER_BYTES + size;
      if (at > file.length) {
        return false;
      }
      at += size & 1;
    }
    return true;
  }
}
