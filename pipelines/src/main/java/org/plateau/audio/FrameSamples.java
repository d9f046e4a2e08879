package org.plateau.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
import static org.bytedeco.ffmpeg.global.avutil.av_get_packed_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;
import static org.plateau.audio.QuarantineReason.NON_FINITE;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The samples of a decoded FFmpeg frame. Integers fill their container from the top. */
final class FrameSamples {
  private FrameSamples() {}

  static boolean isInteger(AVFrame frame) {
    int packed = av_get_packed_sample_fmt(frame.format());
    return packed != AV_SAMPLE_FMT_FLT && packed != AV_SAMPLE_FMT_DBL;
  }

  /**
   * Writes the mean of the channels.
   *
   * @param before samples decoded before this frame, for messages
   */
  static void downMix(AVFrame frame, double[] mono, long before) throws AudioException {
    SampleFormat format = formatOf(frame);
    int count = frame.nb_samples();
    int channels = frame.ch_layout().nb_channels();
    boolean planar = av_sample_fmt_is_planar(frame.format()) != 0;
    Arrays.fill(mono, 0, count, 0);
    byte[] plane = new byte[count * format.bytes() * (planar ? 1 : channels)];
    for (int p = 0; p < (planar ? channels : 1); p++) {
      frame.extended_data(p).get(plane, 0, plane.length);
      int perFrame = planar ? 1 : channels;
      for (int i = 0; i < count * perFrame; i++) {
        double value = format.read(plane, i * format.bytes());
        if (!(Math.abs(value) <= Float.MAX_VALUE)) {
          throw new AudioException(
              NON_FINITE, "frame %d is %s".formatted(before + i / perFrame, value));
        }
        mono[i / perFrame] += value;
      }
    }
    for (int i = 0; i < count; i++) {
      mono[i] /= channels;
    }
  }

  private static SampleFormat formatOf(AVFrame frame) throws AudioException {
    int packed = av_get_packed_sample_fmt(frame.format());
    if (packed == AV_SAMPLE_FMT_U8) {
      return SampleFormat.UNSIGNED_8;
    }
    if (packed == AV_SAMPLE_FMT_S16) {
      return SampleFormat.SIGNED_16;
    }
    if (packed == AV_SAMPLE_FMT_S32) {
      return SampleFormat.SIGNED_32;
    }
    if (packed == AV_SAMPLE_FMT_FLT) {
      return SampleFormat.FLOAT_32;
    }
    if (packed == AV_SAMPLE_FMT_DBL) {
      return SampleFormat.FLOAT_64;
    }
    throw new AudioException(UNREADABLE, "FFmpeg sample format " + frame.format());
  }
}
