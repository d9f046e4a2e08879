package org.plateau.nn.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.plateau.audio.command.AudioCommand;
import org.plateau.config.UserException;

/**
 * A model as a program: asked with {@code path}, {@code utterance} and {@code classes}, it answers
 * {@code {"logits": [...]}} in the order of the classes. The program stays up for all clips.
 */
public final class CommandScorer implements Closeable {
  private final AudioCommand command;
  private final List<String> classes;

  /**
   * Starts the program.
   *
   * @param architecture {@code cmd:} and a command line
   * @param classes class names in logit order
   */
  public CommandScorer(String architecture, List<String> classes) throws IOException {
    this.command = AudioCommand.start(architecture);
    this.classes = List.copyOf(classes);
  }

  /**
   * Logits of one clip.
   *
   * @param samples 16 kHz mono, the whole clip
   * @throws UserException if the answer has another number of logits, or one that is not finite
   */
  public float[] logits(String utterance, short[] samples) throws IOException {
    ObjectNode request = AudioCommand.request();
    request.put("utterance", utterance);
    ArrayNode names = request.putArray("classes");
    classes.forEach(names::add);
    JsonNode answer = command.ask(samples, request).path("logits");
    float[] logits = new float[classes.size()];
    boolean right = answer.isArray() && answer.size() == logits.length;
    for (int i = 0; right && i < logits.length; i++) {
      logits[i] = (float) answer.get(i).asDouble(Double.NaN);
      right = Float.isFinite(logits[i]);
    }
    if (!right) {
      throw new UserException(
          "command %s: logits of utterance %s must be %d finite numbers, found %s"
              .formatted(command.command(), utterance, logits.length, shortened(answer)));
    }
    return logits;
  }

  private static String shortened(JsonNode answer) {
    String text = answer.isMissingNode() ? "none" : answer.toString();
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  @Override
  public void close() throws IOException {
    command.close();
  }
}
