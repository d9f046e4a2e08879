package org.plateau.nn.external;

import org.plateau.audio.command.AudioCommand;

/** Tells architectures that predict by a program of their own and are not trained here. */
public final class External {
  /** Architecture of entries whose weights are a TorchScript program. */
  public static final String TORCH_SCRIPT = "torchscript";

  private External() {}

  /** True for {@code cmd:...}. */
  public static boolean isCommand(String architecture) {
    return AudioCommand.isCommand(architecture);
  }

  /** True for {@code torchscript}. */
  public static boolean isTorchScript(String architecture) {
    return architecture.equals(TORCH_SCRIPT);
  }

  /** True for both. */
  public static boolean is(String architecture) {
    return isCommand(architecture) || isTorchScript(architecture);
  }
}
