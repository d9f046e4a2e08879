package org.plateau.packs;

/** What the shards of a pack hold: a closed list, since it fixes the byte layout. */
public enum PackContent {
  /** 16 kHz mono signed 16-bit samples, little endian. */
  PCM16(2),
  /** Feature values, float32 little endian, row-major rows x columns. */
  FLOAT32(4);

  private final int bytesPerValue;

  PackContent(int bytesPerValue) {
    this.bytesPerValue = bytesPerValue;
  }

  public int bytesPerValue() {
    return bytesPerValue;
  }
}
