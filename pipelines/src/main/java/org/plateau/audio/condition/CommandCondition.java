package org.plateau.audio.condition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.Pcm;
import org.plateau.audio.command.AudioCommand;
import org.plateau.config.UserException;

/**
 * A condition as a program: asked with {@code path}, {@code output}, {@code seed} and {@code
 * options}, it writes a recording of equal length to {@code output} and answers {@code {}}.
 */
final class CommandCondition implements Condition {
  private static final AudioLimits LIMITS = new AudioLimits(1L << 30, 3_600);

  private final AudioCommand command;
  private final Map<String, String> options;

  CommandCondition(AudioCommand command, Map<String, String> options) {
    this.command = command;
    this.options = options;
  }

  @Override
  public float[] apply(float[] samples, long seed) throws IOException {
    ObjectNode request = AudioCommand.request();
    request.put("output", command.output().toString());
    request.put("seed", seed);
    options.forEach(request.putObject("options")::put);
    short[] quantised = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      quantised[i] = Pcm.quantise(samples[i]);
    }
    Files.deleteIfExists(command.output());
    command.ask(quantised, request);
    if (!Files.isRegularFile(command.output())) {
      throw new UserException("command %s: wrote no file to output".formatted(command.command()));
    }
    try {
      byte[] written = Files.readAllBytes(command.output());
      float[] heard = Pcm.toFloat(new Canonicaliser(LIMITS).read(written, "out.wav").samples());
      if (heard.length != samples.length) {
        throw new UserException(
            "command %s: wrote %d samples for %d; must be equally many"
                .formatted(command.command(), heard.length, samples.length));
      }
      return heard;
    } catch (AudioException e) {
      throw new UserException(
          "command %s: wrote no readable recording: %s"
              .formatted(command.command(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    command.close();
  }
}
