package org.plateau.jobs.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.weights.ConvertedFile;
import org.plateau.nn.weights.WeightFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes any weight file as safetensors. */
@Command(
    name = "convert",
    description = "Write a weight file as DIR/model.safetensors and DIR/config.json.",
    footer = {"", "Example:", "  ./submit.sh weights convert pytorch_model.bin converted"})
final class ConvertWeightsJob extends Job {
  @Parameters(index = "0", paramLabel = "FILE", description = "File, index of shards, or folder.")
  private Path file;

  @Parameters(index = "1", paramLabel = "DIR", description = "Folder to write.")
  private Path folder;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    return WeightsJob.onFiles(
        () -> {
          try (WeightFile source = WeightFiles.open(file)) {
            Map<String, String> names = ConvertedFile.sameNames(source);
            Map<String, Object> facts = Map.of("source", source.path().getFileName().toString());
            String hash = ConvertedFile.write(source, names, folder, facts);
            out()
                .println(
                    "%s: %d tensors, SHA-256 %s"
                        .formatted(folder.resolve(ConvertedFile.WEIGHTS), names.size(), hash));
            out().flush();
            return ExitCodes.SUCCESS;
          }
        });
  }
}
