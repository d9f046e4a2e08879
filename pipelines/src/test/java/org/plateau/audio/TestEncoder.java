package org.plateau.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;

/** Makes compressed files with FFmpeg's own encoders and muxers; mono, 16 bit in. */
final class TestEncoder {
  private static final int DEFAULT_FRAME = 1024;

  private TestEncoder() {}

  /** One of {@code flac}, {@code libmp3lame} or {@code libopus} into the muxer's format. */
  static byte[] encode(String encoder, String muxer, short[] samples, int rateHz)
      throws IOException {
    av_log_set_level(AV_LOG_QUIET);
    Path file = Files.createTempFile("encoded", "." + muxer);
    AVFormatContext container = new AVFormatContext(null);
    check(avformat_alloc_output_context2(container, null, muxer, file.toString()));
    AVIOContext io = new AVIOContext(null);
    check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
    container.pb(io);
    AVCodec codec = avcodec_find_encoder_by_name(encoder);
    AVCodecContext context = avcodec_alloc_context3(codec);
    try {
      context.sample_rate(rateHz);
      context.sample_fmt(encoder.equals("libmp3lame") ? AV_SAMPLE_FMT_S16P : AV_SAMPLE_FMT_S16);
      context.bit_rate(64_000);
      context.time_base().num(1).den(rateHz);
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
      av_channel_layout_default(context.ch_layout(), 1);
      check(avcodec_open2(context, codec, (AVDictionary) null));
      AVStream stream = avformat_new_stream(container, codec);
      stream.time_base().num(1).den(rateHz);
      check(avcodec_parameters_from_context(stream.codecpar(), context));
      check(avformat_write_header(container, (AVDictionary) null));
      write(container, stream, context, samples);
      check(av_write_trailer(container));
      avio_closep(io);
      return Files.readAllBytes(file);
    } finally {
      avcodec_free_context(context);
      avformat_free_context(container);
      Files.delete(file);
    }
  }

  private static void write(
      AVFormatContext container, AVStream stream, AVCodecContext context, short[] samples) {
    AVFrame frame = av_frame_alloc();
    AVPacket packet = av_packet_alloc();
    int size = context.frame_size() > 0 ? context.frame_size() : DEFAULT_FRAME;
    for (int at = 0; at <= samples.length; at += size) {
      int count = Math.min(size, samples.length - at);
      if (count > 0) {
        frame.format(context.sample_fmt());
        frame.sample_rate(context.sample_rate());
        frame.nb_samples(count);
        av_channel_layout_default(frame.ch_layout(), 1);
        check(av_frame_get_buffer(frame, 0));
        frame.pts(at);
        new ShortPointer(frame.data(0)).put(Arrays.copyOfRange(samples, at, at + count), 0, count);
        check(avcodec_send_frame(context, frame));
        av_frame_unref(frame);
        drain(container, stream, context, packet);
      }
    }
    check(avcodec_send_frame(context, null));
    drain(container, stream, context, packet);
    av_frame_free(frame);
    av_packet_free(packet);
  }

  private static void drain(
      AVFormatContext container, AVStream stream, AVCodecContext context, AVPacket packet) {
    while (avcodec_receive_packet(context, packet) >= 0) {
      av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      packet.stream_index(0);
      check(av_interleaved_write_frame(container, packet));
    }
  }

  private static void check(int status) {
    if (status < 0) {
      throw new IllegalStateException("FFmpeg error " + status);
    }
  }
}
