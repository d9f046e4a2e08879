package org.plateau.audio;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Bytes in memory as an input of FFmpeg. One pair of call-backs serves all inputs of the JVM (the
 * number of native call-back slots is limited); each input is known by the address of a byte of its
 * own.
 */
final class MemoryInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 15;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CURRENT = 1;
  private static final int SEEK_END = 2;

  private static volatile boolean loaded;

  private final byte[] file;
  private final BytePointer key;
  private final AVIOContext context;
  private long position;

  MemoryInput(byte[] file) {
    this.file = file;
    Callbacks callbacks = callbacks();
    key = new BytePointer(1);
    callbacks.inputs.put(key.address(), this);
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES)).capacity(BUFFER_BYTES);
    context =
        avio_alloc_context(buffer, BUFFER_BYTES, 0, key, callbacks.read, null, callbacks.seek);
    if (context == null) {
      av_free(buffer);
      callbacks.inputs.remove(key.address());
      key.close();
      throw new OutOfMemoryError("FFmpeg cannot allocate an input");
    }
  }

  private static Callbacks callbacks() {
    loaded = true;
    return Callbacks.INSTANCE;
  }

  /** Whether FFmpeg's libraries have been loaded in this JVM. */
  static boolean isLoaded() {
    return loaded;
  }

  AVIOContext context() {
    return context;
  }

  private int read(BytePointer target, int wanted) {
    int count = (int) Math.min(wanted, file.length - position);
    if (count <= 0) {
      return AVERROR_EOF;
    }
    target.put(file, (int) position, count);
    position += count;
    return count;
  }

  private long seek(long offset, int whence) {
    if ((whence & AVSEEK_SIZE) != 0) {
      return file.length;
    }
    long origin =
        switch (whence & 0xffff) {
          case SEEK_SET -> 0;
          case SEEK_CURRENT -> position;
          case SEEK_END -> file.length;
          default -> Long.MIN_VALUE;
        };
    long target = origin + offset;
    if (origin < 0 || target < 0 || target > file.length) {
      return -1;
    }
    position = target;
    return target;
  }

  @Override
  public void close() {
    av_free(context.buffer());
    avio_context_free(context);
    Callbacks.INSTANCE.inputs.remove(key.address());
    key.close();
  }

  /** The call-backs from native code; they live as long as the JVM. */
  private static final class Callbacks {
    static final Callbacks INSTANCE = new Callbacks();

    final Map<Long, MemoryInput> inputs = new ConcurrentHashMap<>();
    final Reader read;
    final Seeker seek;

    Callbacks() {
      av_log_set_level(AV_LOG_QUIET);
      read = new Reader(inputs);
      seek = new Seeker(inputs);
    }
  }

  private static final class Reader extends Read_packet_Pointer_BytePointer_int {
    private final transient Map<Long, MemoryInput> inputs;

    Reader(Map<Long, MemoryInput> inputs) {
      this.inputs = inputs;
    }

    @Override
    public int call(Pointer opaque, BytePointer buffer, int size) {
      MemoryInput input = inputs.get(opaque.address());
      return input == null ? AVERROR_EOF : input.read(buffer, size);
    }
  }

  private static final class Seeker extends Seek_Pointer_long_int {
    private final transient Map<Long, MemoryInput> inputs;

    Seeker(Map<Long, MemoryInput> inputs) {
      this.inputs = inputs;
    }

    @Override
    public long call(Pointer opaque, long offset, int whence) {
      MemoryInput input = inputs.get(opaque.address());
      return input == null ? -1 : input.seek(offset, whence);
    }
  }
}
