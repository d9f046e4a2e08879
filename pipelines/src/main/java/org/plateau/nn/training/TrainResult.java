package org.plateau.nn.training;

import java.util.List;

/**
 * What a finished training run leaves; stored as {@code result.json} in the attempt's folder, last.
 *
 * @param runId identity of the run
 * @param attempt the attempt that finished
 * @param status {@code done}, {@code diverged} (a loss that is not finite) or {@code oom}
 * @param bestEpoch epoch with the highest dev UAR, the earlier on a tie; 0 if none
 * @param devUar dev UAR of that epoch
 * @param epochs all finished epochs, in order
 * @param parameters number of parameters of the built network
 * @param trainableParameters those that are trained
 * @param initialWeightsSha256 hash over names and values before the first step
 * @param weightsFile the best epoch's weights (safetensors), relative to the attempt's folder
 * @param weightsSha256 hash of that file
 * @param seconds wall time over all attempts
 * @param host host, CPU, threads and library versions of the worker
 * @param reason why the status is not {@code done}, with a remedy; else null
 */
public record TrainResult(
    String runId,
    int attempt,
    String status,
    int bestEpoch,
    double devUar,
    List<EpochRecord> epochs,
    long parameters,
    long trainableParameters,
    String initialWeightsSha256,
    String weightsFile,
    String weightsSha256,
    double seconds,
    java.util.Map<String, String> host,
    String reason) {
  public static final String FILE_NAME = "result.json";

  public TrainResult {
    epochs = List.copyOf(epochs);
    host = java.util.Map.copyOf(host);
  }

  /** A result that needs no reason. */
  public TrainResult(
      String runId,
      int attempt,
      String status,
      int bestEpoch,
      double devUar,
      List<EpochRecord> epochs,
      long parameters,
      long trainableParameters,
      String initialWeightsSha256,
      String weightsFile,
      String weightsSha256,
      double seconds,
      java.util.Map<String, String> host) {
    this(
        runId,
        attempt,
        status,
        bestEpoch,
        devUar,
        epochs,
        parameters,
        trainableParameters,
        initialWeightsSha256,
        weightsFile,
        weightsSha256,
        seconds,
        host,
        null);
  }
}
