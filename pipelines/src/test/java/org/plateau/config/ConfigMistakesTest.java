package org.plateau.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users mistype: one line with file, line, key, value, rule and the nearest valid key. */
class ConfigMistakesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permute-labels = ture | permute-labels = ture: must be true or false",
        "permute-labels = yes | permute-labels = yes: must be true or false",
        "permute-labels = 1 | permute-labels = 1: must be true or false",
        "hyper-parameters.learning-rate = 1e-4x | learning-rate = 1e-4x: must be a number above 0",
        "hyper-parameters.learning-rate = 0 | learning-rate = 0: must be a number above 0",
        "hyper-parameters.learning-rate = NaN | learning-rate = NaN: must be a number above 0",
        "hyper-parameters.epochs = 2.5 | epochs = 2.5: must be a whole number from 1",
        "hyper-parameters.epochs = [1] | epochs = [1]: must be a whole number from 1",
        "hyper-parameters.epochs = 99999999999999999999 | must be a whole number from 1",
        "hyper-parameters.optimiser = adm | must be one of adam, sgd; did you mean adam?",
        "hyper-parameters = 3 | hyper-parameters = 3: must be a block { ... }",
        "model-overrides.CRNN18.epoch = 3 | did you mean experiment.model-overrides.CRNN18.epochs?",
        "seeds = [1, 2, 1] | seeds = [1,2,1]: names 1 twice",
        "seeds = [one] | must be a list of whole numbers",
        "seeds = [] | seeds = []: must not be empty",
        "name { a = 1 } | must be a text",
        "split = loso | must be one of fixed, leave-one-speaker-out",
        "task = emodb4 | no task emodb4 is configured under conf/corpora; did you mean emodb-4?",
        "corpus = emo-db | did you mean emodb?",
        "modles = [A] | experiment.modles = [\"A\"]: unknown key; did you mean experiment.models?",
        "hyper_parameters {} | unknown key",
      })
  void namesFileLineKeyAndRule(String line, String expected) {
    UserException mistake = mistake("# a comment\nexperiment {\n  " + line + "\n}\n");
    assertThat(mistake.getMessage())
        .contains(expected)
        .contains("experiment.")
        .doesNotContain("\n")
        .contains(folder.resolve("my.conf").toString());
    assertThat(mistake.getMessage()).contains("my.conf line 3: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.thread=2 | --set train.thread = 2: unknown key; did you mean train.threads?",
        "trian.threads=2 | unknown key; did you mean train.threads?",
        "threads=2 | --set threads = 2: unknown key; did you mean train.threads?",
        "train.checkpoint-interval=15 | train.checkpoint-interval = 15: a duration needs a number and a unit",
        "train.checkpoint-interval=15 minuets | a duration needs a number and a unit",
        "train.checkpoint-interval=0 s | must be above zero",
        "worker.memory=2 gigs | a size needs a number and a unit",
        "worker.memory=1 m | worker.memory = 1 m: must be at least 64 m",
        "opensmile.memory=1 m | opensmile.memory = 1 m: must be at least 256 m",
        "opensmile.clip-timeout=1 ms | must be at least 1 s",
        "worker.run-timeout=1 s | must not be shorter than heartbeat-timeout",
        "corpora.emodb.pth=x | unknown key; did you mean corpora.emodb.path?",
        "tasks.t.clases=a | tasks.t.corpus: missing; give it a value",
        "tasks.emodb-4.labels.W=null | tasks.emodb-4.labels.W = null: is none of the classes",
        "tasks.emodb-4.labels.W=angy | tasks.emodb-4.labels.W = angy: is none of the classes",
        "corpora.emodb.split.dev=rest | corpora.emodb.split.dev = rest: at most one split may take the rest",
        "corpora.emodb.split.valid=[] | unknown key; did you mean corpora.emodb.split.train?",
        "train.device=gpus | did you mean gpu?",
        "protocol.padding=zeros | must be one of plateau",
        "demo.clips={ | not valid HOCON",
        "a..b=1 | the key must be dotted words",
        "noequals | must be key=value",
      })
  void namesTheFlag(String set, String expected) {
    assertThatThrownBy(() -> ConfigFiles.with(set))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--set")
        .satisfies(e -> assertThat(e.getMessage()).contains(expected.replace("--set ", "")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void syntaxErrorHasItsLine() {
    assertThat(mistake("a = 1\nexperiment = [ }\n").getMessage())
        .contains("my.conf line 2: not valid HOCON");
  }

  @Test
  void unresolvedReferenceIsAUsersMistake() {
    assertThat(mistake("warehouse = ${nowhere.at.all}\n").getMessage())
        .contains("my.conf line 1")
        .contains("nowhere.at.all");
  }

  @Test
  void missingFile() {
    Path missing = folder.resolve("nix.conf");
    assertThatThrownBy(() -> ConfigLoader.load(ConfigFiles.conf(), Optional.of(missing), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage("--config %s: no readable file there; check the path".formatted(missing));
  }

  private UserException mistake(String text) {
    return catchThrowableOfType(UserException.class, () -> loadIgnoringIo(text));
  }

  private void loadIgnoringIo(String text) throws IOException {
    ConfigFiles.loaded(folder, text);
  }
}
