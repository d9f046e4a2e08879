package org.plateau.jobs.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plateau.config.CorpusConfig;
import org.plateau.config.LoadedConfig;
import org.plateau.config.PlateauConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import picocli.CommandLine.Command;

/** Checks the machine and the set-up; one line each, with a remedy. */
@Command(name = "doctor", description = "Check Java, memory, libraries, corpora, disk and GPU.")
public final class DoctorJob extends Job {
  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) {
    List<Finding> findings = findings(loaded.config());
    findings.forEach(finding -> out().println(finding.line()));
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL)
        ? ExitCodes.USER
        : ExitCodes.SUCCESS;
  }

  private static List<Finding> findings(PlateauConfig config) {
    List<Finding> findings = new ArrayList<>();
    findings.add(MachineChecks.java(Runtime.version()));
    findings.add(MachineChecks.memory());
    findings.add(MachineChecks.cores(config.train(), Runtime.getRuntime().availableProcessors()));
    findings.add(MachineChecks.gpu(config.train(), Path.of("/dev")));
    findings.add(
        MachineChecks.nativeLibrary(
            "ffmpeg",
            "org.bytedeco.ffmpeg.global.avformat",
            "avformat_version",
            new Object[0],
            "FLAC, MP3 and OGG files cannot be read; use a platform with FFmpeg libraries"));
    findings.add(
        MachineChecks.nativeLibrary(
            "pytorch",
            "ai.djl.engine.Engine",
            "getEngine",
            new Object[] {"PyTorch"},
            "Networks cannot be trained; delete .plateau and start again to fetch it"));
    findings.add(SetupChecks.openSmile(Path.of(config.openSmile().home())));
    findings.add(SetupChecks.sparkHome(System.getenv("SPARK_HOME")));
    findings.add(SetupChecks.warehouse(config.warehouse()));
    for (CorpusConfig corpus : config.corpora().values()) {
      findings.add(SetupChecks.corpus(corpus));
    }
    return findings;
  }
}
