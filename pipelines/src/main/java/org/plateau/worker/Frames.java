package org.plateau.worker;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Messages on a byte stream: the length of the JSON text as 32-bit big endian, then the text in
 * UTF-8. Numbers that are not finite travel as "NaN", "Infinity" and "-Infinity".
 */
final class Frames {
  /** Largest message; also what stops a reader that lost its place. */
  static final int MAX_BYTES = 64 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Frames() {}

  /** Writes one message in one call and flushes. */
  static void write(OutputStream out, WorkerMessage message) throws IOException {
    byte[] json = MAPPER.writerFor(WorkerMessage.class).writeValueAsBytes(message);
    if (json.length > MAX_BYTES) {
      throw new IOException("a message of %d bytes; at most %d".formatted(json.length, MAX_BYTES));
    }
    byte[] frame =
        ByteBuffer.allocate(Integer.BYTES + json.length).putInt(json.length).put(json).array();
    out.write(frame);
    out.flush();
  }

  /** The next message, or null at the end of the stream. */
  static WorkerMessage read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(Integer.BYTES);
    if (head.length == 0) {
      return null;
    }
    int length = head.length < Integer.BYTES ? -1 : ByteBuffer.wrap(head).getInt();
    if (head.length < Integer.BYTES) {
      throw new EOFException("the stream ended within a message");
    }
    if (length < 2 || length > MAX_BYTES) {
      throw new IOException("no message: its length would be " + length);
    }
    byte[] json = in.readNBytes(length);
    if (json.length < length) {
      throw new EOFException("the stream ended within a message");
    }
    return MAPPER.readValue(json, WorkerMessage.class);
  }
}
