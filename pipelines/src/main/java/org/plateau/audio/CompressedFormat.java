package org.plateau.audio;

import static org.plateau.audio.QuarantineReason.TRUNCATED;

import java.util.Optional;

/**
 * The compressed formats that are read, told by their first bytes alone, and whether their bytes
 * are complete as far as the container says.
 *
 * <p>Sources: RFC 9639 (FLAC), RFC 3533 (Ogg), ISO/IEC 11172-3 and 13818-3 (MPEG audio headers),
 * the informal ID3v2.4 standard.
 */
enum CompressedFormat {
  /** FLAC with its own container; an ID3 tag may stand before it. */
  FLAC("flac") {
    @Override
    void checkComplete(byte[] file) throws AudioException {
      int at = afterId3(file) + 4;
      boolean last = false;
      while (!last) {
        if (at > file.length - 4) {
          throw truncated(file, "a FLAC metadata block");
        }
        last = (file[at] & 0x80) != 0;
        int size = (file[at + 1] & 0xff) << 16 | (file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff);
        if (size > file.length - 4 - at) {
          throw truncated(file, "a FLAC metadata block");
        }
        at += 4 + size;
      }
    }
  },

  /** MPEG audio layer III; an ID3 tag may stand before it. */
  MP3("mp3") {
    @Override
    void checkComplete(byte[] file) {
      // Frames have no count; a stated number (Xing, LAME) is compared after decoding.
    }
  },

  /** Ogg with Vorbis, Opus or FLAC in it. */
  OGG("ogg") {
    @Override
    void checkComplete(byte[] file) throws AudioException {
      int at = 0;
      boolean endOfStream = false;
      while (LittleEndian.startsWith(file, at, "OggS")) {
        int table = at + OGG_HEADER_BYTES;
        int segments = table <= file.length ? file[at + 26] & 0xff : 0;
        if (table > file.length - segments) {
          throw truncated(file, "an Ogg page");
        }
        int body = 0;
        for (int i = 0; i < segments; i++) {
          body += file[table + i] & 0xff;
        }
        if (body > file.length - table - segments) {
          throw truncated(file, "an Ogg page");
        }
        endOfStream = (file[at + 5] & 4) != 0;
        at = table + segments + body;
      }
      if (!endOfStream) {
        throw truncated(file, "the last Ogg page");
      }
    }
  };

  private static final int OGG_HEADER_BYTES = 27;
  private static final int ID3_HEADER_BYTES = 10;
  private static final int[] LAYER3_KBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };
  private static final int[] LAYER3_KBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };
  private static final int[] RATES_HZ = {44_100, 48_000, 32_000, 0};

  private final String demuxer;

  CompressedFormat(String demuxer) {
    this.demuxer = demuxer;
  }

  /** FFmpeg's name of the one demuxer that may read the bytes. */
  String demuxer() {
    return demuxer;
  }

  /** Fails with reason truncated where the container's own sizes exceed the file. */
  abstract void checkComplete(byte[] file) throws AudioException;

  /** The format that the first bytes tell; empty for anything else. */
  static Optional<CompressedFormat> of(byte[] file) {
    if (LittleEndian.startsWith(file, 0, "OggS")) {
      return Optional.of(OGG);
    }
    int start = afterId3(file);
    if (LittleEndian.startsWith(file, start, "fLaC")) {
      return Optional.of(FLAC);
    }
    int frame = mp3FrameBytes(file, start);
    if (frame > 0 && (start > 0 || nextIsMp3(file, start + frame))) {
      return Optional.of(MP3);
    }
    return Optional.empty();
  }

  private static boolean nextIsMp3(byte[] file, int at) {
    return at >= file.length - 3 || mp3FrameBytes(file, at) > 0;
  }

  /** Length of a layer III frame whose header stands at a place; 0 where none does. */
  private static int mp3FrameBytes(byte[] file, int at) {
    if (at > file.length - 4 || (file[at] & 0xff) != 0xff || (file[at + 1] & 0xe6) != 0xe2) {
      return 0;
    }
    int version = file[at + 1] >> 3 & 3;
    int[] table = version == 3 ? LAYER3_KBITS_1 : LAYER3_KBITS_2;
    int kbits = table[file[at + 2] >> 4 & 0xf];
    int rate = RATES_HZ[file[at + 2] >> 2 & 3];
    if (version == 1 || kbits == 0 || rate == 0) {
      return 0;
    }
    int divided = version == 3 ? rate : version == 2 ? rate / 2 : rate / 4;
    int padding = file[at + 2] >> 1 & 1;
    return (version == 3 ? 144_000 : 72_000) * kbits / divided + padding;
  }

  /** Place after an ID3v2 tag at the start; 0 without one, never beyond the file. */
  private static int afterId3(byte[] file) {
    if (!LittleEndian.startsWith(file, 0, "ID3") || file.length < ID3_HEADER_BYTES) {
      return 0;
    }
    int size = 0;
    for (int i = 6; i < ID3_HEADER_BYTES; i++) {
      size = size << 7 | (file[i] & 0x7f);
    }
    int footer = (file[5] & 0x10) != 0 ? ID3_HEADER_BYTES : 0;
    return (int) Math.min(file.length, (long) ID3_HEADER_BYTES + size + footer);
  }

  private static AudioException truncated(byte[] file, String what) {
    return new AudioException(
        TRUNCATED,
        "the file ends after %d bytes, within or before %s".formatted(file.length, what));
  }
}
