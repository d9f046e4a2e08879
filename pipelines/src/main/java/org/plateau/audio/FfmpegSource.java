package org.plateau.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.plateau.audio.QuarantineReason.NO_SAMPLES;
import static org.plateau.audio.QuarantineReason.TRUNCATED;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A FLAC, MP3 or OGG file in memory, decoded by FFmpeg's libraries on one thread. Only the demuxer
 * of the sniffed format is allowed, so no file can make FFmpeg open another one.
 *
 * <p>Damage: an error in the last packet, or fewer samples than the file states (FLAC's total, the
 * frame count of an MP3's Xing or LAME tag), is truncated; an error anywhere else is unreadable.
 */
final class FfmpegSource implements PcmSource {
  private final CompressedFormat kind;
  private final MemoryInput input;
  private AVFormatContext container;
  private AVCodecContext decoder;
  private AVPacket packet;
  private AVFrame frame;
  private AVStream stream;

  private double[] pending = new double[0];
  private int pendingFrom;
  private int pendingTo;
  private int sampleRateHz;
  private int channels;
  private int bits;
  private long decodedFrames;
  private long packetTicks;
  private boolean failed;
  private boolean drained;

  private FfmpegSource(byte[] file, CompressedFormat kind) {
    this.kind = kind;
    this.input = new MemoryInput(file);
  }

  static FfmpegSource open(byte[] file, CompressedFormat kind) throws AudioException {
    kind.checkComplete(file);
    FfmpegSource source = new FfmpegSource(file, kind);
    boolean ready = false;
    try {
      source.openContainer();
      source.openDecoder();
      if (!source.decodeNext()) {
        throw new AudioException(NO_SAMPLES, "the decoder gives no samples");
      }
      ready = true;
      return source;
    } finally {
      if (!ready) {
        source.close();
      }
    }
  }

  private void openContainer() throws AudioException {
    AVInputFormat format = av_find_input_format(kind.demuxer());
    container = avformat_alloc_context();
    container.pb(input.context());
    // On failure this call frees the context and sets the pointer to null.
    check(avformat_open_input(container, (String) null, format, (AVDictionary) null), "open");
    check(avformat_find_stream_info(container, (PointerPointer<?>) null), "find a stream in");
    int index =
        check(
            av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0),
            "find an audio stream in");
    stream = container.streams(index);
  }

  private void openDecoder() throws AudioException {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null) {
      throw new AudioException(
          UNREADABLE, "no decoder for codec %d".formatted(stream.codecpar().codec_id()));
    }
    decoder = avcodec_alloc_context3(codec);
    check(avcodec_parameters_to_context(decoder, stream.codecpar()), "set up");
    decoder.pkt_timebase(stream.time_base());
    decoder.thread_count(1);
    decoder.flags(decoder.flags() | AV_CODEC_FLAG_BITEXACT);
    decoder.err_recognition(AV_EF_CRCCHECK | AV_EF_EXPLODE);
    check(avcodec_open2(decoder, codec, (AVDictionary) null), "open the decoder of");
    packet = av_packet_alloc();
    frame = av_frame_alloc();
  }

  private int check(int status, String what) throws AudioException {
    if (status < 0) {
      throw new AudioException(
          UNREADABLE, "FFmpeg cannot %s the %s file (error %d)".formatted(what, kind, status));
    }
    return status;
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int bits() {
    return bits;
  }

  @Override
  public int read(double[] mono) throws AudioException {
    if (pendingFrom == pendingTo && !decodeNext()) {
      return -1;
    }
    int count = Math.min(mono.length, pendingTo - pendingFrom);
    System.arraycopy(pending, pendingFrom, mono, 0, count);
    pendingFrom += count;
    return count;
  }

  /** Fills the pending samples with the next frame; false at a sound end. */
  private boolean decodeNext() throws AudioException {
    while (true) {
      int status = avcodec_receive_frame(decoder, frame);
      if (status >= 0) {
        if (failed) {
          throw new AudioException(UNREADABLE, "damaged after %d samples".formatted(decodedFrames));
        }
        boolean any = takeFrame();
        if (any) {
          return true;
        }
      } else if (drained) {
        checkEnd();
        return false;
      } else {
        sendNext();
      }
    }
  }

  private void sendNext() {
    int status = av_read_frame(container, packet);
    if (status < 0) {
      avcodec_send_packet(decoder, null);
      drained = true;
      return;
    }
    if (packet.stream_index() == stream.index()) {
      packetTicks += packet.duration();
      failed |= avcodec_send_packet(decoder, packet) < 0;
    }
    av_packet_unref(packet);
  }

  private boolean takeFrame() throws AudioException {
    int count = frame.nb_samples();
    int frameChannels = frame.ch_layout().nb_channels();
    if (decodedFrames == 0) {
      sampleRateHz = frame.sample_rate();
      channels = frameChannels;
      bits = FrameSamples.isInteger(frame) ? bitsOf(decoder) : 0;
    }
    boolean sane = sampleRateHz > 0 && sampleRateHz <= WavFormat.MAX_RATE_HZ && channels > 0;
    if (!sane || frame.sample_rate() != sampleRateHz || frameChannels != channels) {
      throw new AudioException(
          UNREADABLE,
          "the stream has %d channels at %d Hz after %d at %d Hz"
              .formatted(frameChannels, frame.sample_rate(), channels, sampleRateHz));
    }
    if (pending.length < count) {
      pending = new double[count];
    }
    FrameSamples.downMix(frame, pending, decodedFrames);
    av_frame_unref(frame);
    decodedFrames += count;
    pendingFrom = 0;
    pendingTo = count;
    return count > 0;
  }

  private static int bitsOf(AVCodecContext decoder) {
    int raw = decoder.bits_per_raw_sample();
    return raw > 0 ? raw : 8 * av_get_bytes_per_sample(decoder.sample_fmt());
  }

  private void checkEnd() throws AudioException {
    long stated = stream.duration();
    boolean known = stated != AV_NOPTS_VALUE && stated > 0;
    boolean fewer =
        switch (kind) {
          case FLAC -> known && decodedFrames < statedFrames(stated);
          case MP3 -> known && statesFrames() && packetTicks < stated;
          case OGG -> false;
        };
    if (failed || fewer) {
      throw new AudioException(
          TRUNCATED, "the file ends after %d samples, it states more".formatted(decodedFrames));
    }
  }

  private long statedFrames(long ticks) {
    return ticks * stream.time_base().num() * sampleRateHz / stream.time_base().den();
  }

  /** Whether the duration was stated by the file, not guessed from its size. */
  private boolean statesFrames() {
    return container.duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE;
  }

  @Override
  public void close() {
    if (frame != null) {
      av_frame_free(frame);
    }
    if (packet != null) {
      av_packet_free(packet);
    }
    if (decoder != null) {
      avcodec_free_context(decoder);
    }
    if (container != null && !container.isNull()) {
      avformat_close_input(container);
    }
    input.close();
  }
}
