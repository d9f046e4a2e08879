package org.plateau.jobs.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.weights.TensorSummary;
import org.plateau.nn.weights.WeightFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the tensors of a weight file. */
@Command(
    name = "inspect",
    description = "Print name, dtype, shape, mean and l2 norm of every tensor of a weight file.",
    footer = {"", "Example:", "  ./submit.sh weights inspect model.safetensors --format csv"})
final class InspectWeightsJob extends Job {
  @Parameters(index = "0", paramLabel = "FILE", description = "File, index of shards, or folder.")
  private Path file;

  @Option(
      names = "--format",
      defaultValue = "csv",
      paramLabel = "FORMAT",
      description = "csv. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    if (!format.equals("csv")) {
      throw new UserException("--format %s: must be csv".formatted(format));
    }
    return WeightsJob.onFiles(
        () -> {
          try (WeightFile source = WeightFiles.open(file)) {
            out().print("name,dtype,shape,mean,l2\r\n");
            for (String name : source.names()) {
              out().print(line(TensorSummary.of(source, name)));
            }
            out().flush();
            return ExitCodes.SUCCESS;
          }
        });
  }

  private static String line(TensorSummary tensor) {
    String shape = Arrays.toString(tensor.shape()).replace(" ", "");
    return "%s,%s,%s,%s,%s\r\n"
        .formatted(
            quoted(tensor.name()),
            tensor.dtype(),
            quoted(shape),
            Double.toString(tensor.mean()),
            Double.toString(tensor.l2()));
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
