package org.plateau.worker;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Messages on a byte stream, each after its length as 32-bit big endian: a JSON text in UTF-8, in
 * which numbers that are not finite travel as "NaN", "Infinity" and "-Infinity"; or, where the
 * length's first bit is set, a letter that tells what it is, its numbers in big endian, and samples
 * or features as they are.
 */
final class Frames {
  /** Largest message; also what stops a reader that lost its place. */
  static final int MAX_BYTES = 64 << 20;

  private static final int NOT_JSON = 1 << 31;
  private static final byte CLIP = 'c';
  private static final int CLIP_HEAD = 1 + Long.BYTES;
  private static final byte FEATURES = 'f';
  private static final int FEATURES_HEAD = 1 + Long.BYTES + 2 * Integer.BYTES;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Frames() {}

  /** Writes one message in one call and flushes. */
  static void write(OutputStream out, WorkerMessage message) throws IOException {
    if (message instanceof WorkerMessage.Clip clip) {
      byte[] frame = frame(CLIP_HEAD, clip.pcm16(), NOT_JSON);
      body(frame).put(CLIP).putLong(clip.number());
      out.write(frame);
    } else if (message instanceof WorkerMessage.Features features) {
      byte[] frame = frame(FEATURES_HEAD, features.values(), NOT_JSON);
      body(frame)
          .put(FEATURES)
          .putLong(features.number())
          .putInt(features.frames())
          .putInt(features.dims());
      out.write(frame);
    } else {
      byte[] json = MAPPER.writerFor(WorkerMessage.class).writeValueAsBytes(message);
      out.write(frame(0, json, 0));
    }
    out.flush();
  }

  /** The length, room for a head, then the rest. */
  private static byte[] frame(int head, byte[] rest, int kind) throws IOException {
    long length = (long) head + rest.length;
    if (length > MAX_BYTES) {
      throw new IOException("a message of %d bytes; at most %d".formatted(length, MAX_BYTES));
    }
    byte[] frame = new byte[Integer.BYTES + (int) length];
    ByteBuffer.wrap(frame).putInt((int) length | kind);
    System.arraycopy(rest, 0, frame, Integer.BYTES + head, rest.length);
    return frame;
  }

  private static ByteBuffer body(byte[] frame) {
    return ByteBuffer.wrap(frame, Integer.BYTES, frame.length - Integer.BYTES);
  }

  /** The next message, or null at the end of the stream. */
  static WorkerMessage read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(Integer.BYTES);
    if (head.length == 0) {
      return null;
    }
    if (head.length < Integer.BYTES) {
      throw new EOFException("the stream ended within a message");
    }
    int stated = ByteBuffer.wrap(head).getInt();
    int length = stated & ~NOT_JSON;
    if (length < 2 || length > MAX_BYTES) {
      throw new IOException("no message: its length would be " + length);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the stream ended within a message");
    }
    return stated < 0 ? binary(body) : MAPPER.readValue(body, WorkerMessage.class);
  }

  private static WorkerMessage binary(byte[] body) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    byte kind = bytes.get();
    if (kind == CLIP && body.length >= CLIP_HEAD) {
      return new WorkerMessage.Clip(bytes.getLong(), rest(body, CLIP_HEAD));
    }
    if (kind == FEATURES && body.length >= FEATURES_HEAD) {
      return new WorkerMessage.Features(
          bytes.getLong(), bytes.getInt(), bytes.getInt(), rest(body, FEATURES_HEAD));
    }
    throw new IOException("no message: it begins with byte " + kind);
  }

  private static byte[] rest(byte[] body, int from) {
    return Arrays.copyOfRange(body, from, body.length);
  }
}
