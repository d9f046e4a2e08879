package org.plateau.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.FailedRunsException;
import org.plateau.jobs.cli.Faults;

/** The command line in this JVM: exit statuses, one line a mistake, nothing else on stderr. */
class PlateauTest {
  @TempDir Path folder;

  /** What a command left behind. */
  private record Outcome(int status, String out, String err) {}

  @BeforeAll
  static void findConf() {
    System.setProperty("plateau.home", System.getProperty("plateau.root", ".."));
  }

  @Test
  void helpAndVersion() {
    Outcome help = plateau("--help");
    assertThat(help.status()).isEqualTo(ExitCodes.SUCCESS);
    assertThat(help.out()).contains("config", "doctor", "models");
    assertThat(help.err()).isEmpty();
    assertThat(plateau("models", "--help").out())
        .contains("--warehouse", "--config", "--set", "--profile", "--seeds", "--plan", "--format");
    assertThat(plateau("--version").out()).startsWith("Plateau ");
  }

  @Test
  void showsTheConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("ä b.conf"), "score.seed = 8\n");
    Outcome shown =
        plateau(
            "config",
            "--show",
            "--config",
            file.toString(),
            "--seeds",
            "4,5",
            "--models",
            "CRNN18",
            "--warehouse",
            folder.toString(),
            "--set",
            "train.threads=2");
    assertThat(shown.err()).isEmpty();
    assertThat(shown.status()).isEqualTo(ExitCodes.SUCCESS);
    assertThat(shown.out().lines())
        .contains(
            "score.seed = 8  # " + file + ":1",
            "score.replicates = 1000  # default",
            "experiment.seeds = [4,5]  # --seeds",
            "experiment.models = [\"CRNN18\"]  # --models",
            "train.threads = 2  # --set",
            "warehouse = \"" + folder.toAbsolutePath() + "\"  # --warehouse");
  }

  @Test
  void mistakesAreOneLineAndStatusTwo() throws IOException {
    Path typo = Files.writeString(folder.resolve("typo.conf"), "train {\n  thread = 2\n}\n");
    assertMistake("train.threads", "config", "--show", "--config", typo.toString());
    assertMistake("line 2", "config", "--show", "--config", typo.toString());
    assertMistake("no readable file", "config", "--show", "--config", "no such file.conf");
    assertMistake("did you mean CRNN18?", "config", "--show", "--models", "CRN18");
    assertMistake("did you mean emodb-4?", "config", "--show", "--tasks", "emodb4");
    assertMistake("--seeds experiment.seeds = x", "config", "--show", "--seeds", "x");
    assertMistake("must be key=value", "config", "--show", "--set", "novalue");
    assertMistake("did you mean models?", "model");
    assertMistake("did you mean --models?", "models", "--modells", "A");
    assertMistake("--format", "models", "--format", "xml");
    assertMistake("--warehouse", "models", "--warehouse");
    assertMistake("name a job");
    assertMistake("--show", "config");
  }

  @Test
  void modelsAsCsv() {
    Outcome models = plateau("models", "--format", "csv");
    assertThat(models.out().split("\r\n"))
        .startsWith(
            "model,model_group,year,modality,feature_set,architecture,parameters,macs,"
                + "macs_torchinfo,ready,checkpoint,licence")
        .anyMatch(line -> line.startsWith("CRNN18,'16 End-to-end,2018,audio,raw,crnn18,"))
        .anyMatch(line -> line.startsWith("BERT,") && line.contains("no network of architecture"));
  }

  @Test
  void doctorFindsAMissingCorpus() {
    Outcome doctor =
        plateau(
            "doctor", "--warehouse", folder.toString(), "--set", "corpora.emodb.path=/no/emodb");
    assertThat(doctor.status()).isEqualTo(ExitCodes.USER);
    assertThat(doctor.out().lines())
        .allMatch(line -> line.matches("(ok|warn|fail) +[a-z -]+[a-z]: .+"))
        .anyMatch(line -> line.startsWith("ok    java: 17"))
        .contains(
            "fail  corpus emodb: /no/emodb is no readable folder. Correct corpora.emodb.path");
  }

  @Test
  void failedRunsAndDefects() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    java.io.PrintWriter err = new java.io.PrintWriter(bytes, true, StandardCharsets.UTF_8);
    assertThat(Faults.report(new FailedRunsException(List.of("run a: x", "run b: y")), err))
        .isEqualTo(ExitCodes.FAILED_RUNS);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("run a: x\nrun b: y\n");
    bytes.reset();
    Exception full = new IllegalStateException("task", new IOException("No space left on device"));
    assertThat(Faults.report(full, err)).isEqualTo(ExitCodes.USER);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("free space").hasLineCount(1);
    bytes.reset();
    assertThat(Faults.report(new IllegalStateException("a\nb"), err)).isEqualTo(ExitCodes.DEFECT);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("IllegalStateException: a; trace in ")
        .hasLineCount(1);
  }

  private static void assertMistake(String expected, String... arguments) {
    Outcome outcome = plateau(arguments);
    assertThat(outcome.err()).contains(expected).endsWith("\n").hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.status()).isEqualTo(ExitCodes.USER);
  }

  private static Outcome plateau(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Plateau.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
