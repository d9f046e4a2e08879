package org.plateau.audio.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.plateau.audio.WavWriter;
import org.plateau.config.UserException;

/**
 * A running program of a user's: for each recording one line of JSON goes to its standard input,
 * with {@code path} (a 16 kHz mono WAV file of 16 bit), and one line of JSON comes back. What it
 * prints on standard error goes to the log. It ends when its input ends. Not thread-safe.
 */
public final class AudioCommand implements Closeable {
  /** How a configuration marks a command: {@code cmd:python3 model.py}. */
  public static final String PREFIX = "cmd:";

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int MAX_REPLY_BYTES = 1 << 20;
  private static final long END_SECONDS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String command;
  private final Process process;
  private final OutputStream requests;
  private final InputStream replies;
  private final Path folder;

  private AudioCommand(String command, Process process, Path folder) {
    this.command = command;
    this.process = process;
    this.requests = process.getOutputStream();
    this.replies = process.getInputStream();
    this.folder = folder;
  }

  /** True for {@code cmd:...}. */
  public static boolean isCommand(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * Starts the program by the shell.
   *
   * @param text {@code cmd:} and a command line
   * @throws UserException if there is none
   */
  public static AudioCommand start(String text) throws IOException {
    String command = text.substring(PREFIX.length()).strip();
    if (command.isEmpty()) {
      throw new UserException("%s: must be followed by a command line".formatted(text));
    }
    Path folder = Files.createTempDirectory("plateau-command-");
    Process process =
        new ProcessBuilder("/bin/sh", "-c", "exec " + command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new AudioCommand(command, process, folder);
  }

  /** An empty request, to be filled and given to {@link #ask}. */
  public static ObjectNode request() {
    return JSON.createObjectNode();
  }

  /** A file name that the program may write to; deleted at the end. */
  public Path output() {
    return folder.resolve("out.wav");
  }

  /**
   * Sends one recording and waits for the answer.
   *
   * @param samples 16 kHz mono
   * @param request further fields; {@code path} is added
   * @throws UserException if the program ends, answers something else than an object, or answers
   *     with a field {@code error}
   */
  public JsonNode ask(short[] samples, ObjectNode request) throws IOException {
    Path file = folder.resolve("in.wav");
    Files.write(file, WavWriter.pcm16(samples, SAMPLE_RATE_HZ));
    request.put("path", file.toString());
    try {
      requests.write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
      requests.flush();
    } catch (IOException e) {
      throw new UserException(ended(), e);
    }
    JsonNode reply = parse(line());
    if (reply.hasNonNull("error")) {
      throw new UserException("command %s: %s".formatted(command, reply.get("error").asText()));
    }
    return reply;
  }

  /** The command line, for messages. */
  public String command() {
    return command;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = replies.read(); next != '\n'; next = replies.read()) {
      if (next < 0) {
        throw new UserException(ended());
      }
      line.write(next);
      if (line.size() > MAX_REPLY_BYTES) {
        throw new UserException(
            "command %s: answered with a line of more than %d bytes"
                .formatted(command, MAX_REPLY_BYTES));
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private JsonNode parse(String line) {
    try {
      JsonNode reply = JSON.readTree(line);
      if (reply != null && reply.isObject()) {
        return reply;
      }
    } catch (JsonProcessingException e) {
      // told below, with the line
    }
    throw new UserException(
        "command %s: answered %s; must be one line with a JSON object a request"
            .formatted(command, line.length() > 200 ? line.substring(0, 200) : line));
  }

  private String ended() throws IOException {
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while command %s ran".formatted(command), e);
    }
    return "command %s: ended without an answer, exit status %s; its messages are in the log"
        .formatted(command, process.isAlive() ? "none" : Integer.toString(process.exitValue()));
  }

  @Override
  public void close() throws IOException {
    try {
      requests.close();
    } catch (IOException e) {
      // the program has ended already
    }
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(folder.resolve("in.wav"));
    Files.deleteIfExists(output());
    Files.deleteIfExists(folder);
  }
}
