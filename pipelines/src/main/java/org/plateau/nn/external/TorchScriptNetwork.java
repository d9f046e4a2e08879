package org.plateau.nn.external;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.plateau.config.UserException;
import org.plateau.nn.Network;

/**
 * A TorchScript program that predicts. In: (batch, samples) for raw audio, (batch, frames, dims)
 * for frame features, (batch, dims) for static ones; an axis of one channel is taken away. Out:
 * (batch, classes).
 */
public final class TorchScriptNetwork implements Network {
  private final Model model;
  private final Path path;
  private final ParameterStore parameters;

  /**
   * Loads the program.
   *
   * @throws UserException if the file is no TorchScript program
   */
  public TorchScriptNetwork(Path path) throws IOException {
    this.path = path;
    if (!Files.isRegularFile(path)) {
      throw new UserException("weights %s: there is no such file".formatted(path));
    }
    model = Model.newInstance("torchscript", Device.cpu(), "PyTorch");
    try {
      model.load(path);
    } catch (MalformedModelException | RuntimeException e) {
      model.close();
      throw new UserException(
          "weights %s: is no TorchScript program that PyTorch 2.7 loads (%s)"
              .formatted(path, firstLine(e)),
          e);
    }
    parameters = new ParameterStore(model.getNDManager(), false);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }

  @Override
  public NDArray forward(NDArray input, boolean training) {
    Shape shape = input.getShape();
    boolean single = shape.dimension() >= 3 && shape.get(1) == 1;
    NDArray laidOut = single ? input.squeeze(1) : input;
    try {
      NDArray logits =
          model.getBlock().forward(parameters, new NDList(laidOut), false).singletonOrThrow();
      logits.attach(input.getManager());
      return logits;
    } catch (RuntimeException e) {
      throw new UserException(
          "weights %s: the program cannot take an input of shape %s (%s)"
              .formatted(path, laidOut.getShape(), firstLine(e)),
          e);
    }
  }

  /** A program's tensors stay inside it. */
  @Override
  public Map<String, NDArray> state() {
    return Map.of();
  }

  @Override
  public Map<String, NDArray> trainable() {
    return Map.of();
  }

  @Override
  public boolean hasBatchNorm() {
    return false;
  }

  @Override
  public void close() {
    model.close();
  }
}
