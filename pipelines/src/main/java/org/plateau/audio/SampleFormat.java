package org.plateau.audio;

/** How one sample lies in a WAV file's bytes. Integers are little-endian and left-justified. */
enum SampleFormat {
  /** Unsigned, 128 is silence. */
  UNSIGNED_8(1) {
    @Override
    double read(byte[] bytes, int at) {
      return ((bytes[at] & 0xff) - 128) / 128.0;
    }
  },
  SIGNED_16(2) {
    @Override
    double read(byte[] bytes, int at) {
      return (short) LittleEndian.uint16(bytes, at) / 32768.0;
    }
  },
  SIGNED_24(3) {
    @Override
    double read(byte[] bytes, int at) {
      int value = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] << 16;
      return value / 8388608.0;
    }
  },
  SIGNED_32(4) {
    @Override
    double read(byte[] bytes, int at) {
      return LittleEndian.int32(bytes, at) / 2147483648.0;
    }
  },
  FLOAT_32(4) {
    @Override
    double read(byte[] bytes, int at) {
      return Float.intBitsToFloat(LittleEndian.int32(bytes, at));
    }
  },
  FLOAT_64(8) {
    @Override
    double read(byte[] bytes, int at) {
      return Double.longBitsToDouble(LittleEndian.int64(bytes, at));
    }
  };

  private final int bytes;

  SampleFormat(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes a sample. */
  int bytes() {
    return bytes;
  }

  /** The sample that begins at a byte; full scale is 1. */
  abstract double read(byte[] bytes, int at);

  /** The integer format of a container of 1 to 4 bytes. */
  static SampleFormat integer(int containerBytes) {
    return switch (containerBytes) {
      case 1 -> UNSIGNED_8;
      case 2 -> SIGNED_16;
      case 3 -> SIGNED_24;
      case 4 -> SIGNED_32;
      default ->
          throw new IllegalArgumentException(
              "containerBytes: " + containerBytes + " must be 1 to 4");
    };
  }
}
