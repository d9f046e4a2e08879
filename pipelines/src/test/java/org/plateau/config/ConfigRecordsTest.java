package org.plateau.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every record twice: all defaults as documented, and every key set otherwise. */
class ConfigRecordsTest {
  private static final HyperParameterConfig EXPLORATION =
      new HyperParameterConfig("adam", 1e-4, 4, 30);

  @Test
  void warehouse() {
    assertThat(ConfigFiles.defaults().warehouse())
        .isEqualTo(Path.of("warehouse").toAbsolutePath().toString());
    assertThat(ConfigFiles.with("warehouse=a b/../ü #1").warehouse())
        .isEqualTo(Path.of("ü #1").toAbsolutePath().toString());
    assertThat(ConfigFiles.with("warehouse=s3a://bucket/w").warehouse())
        .isEqualTo("s3a://bucket/w");
  }

  @Test
  void corpus() {
    assertThat(ConfigFiles.defaults().corpora().get("emodb"))
        .isEqualTo(
            new CorpusConfig(
                "emodb",
                Optional.empty(),
                "1",
                "emodb",
                Optional.of(
                    new SplitConfig(
                        Map.of("dev", List.of("13", "14"), "test", List.of("15", "16")), "train")),
                Map.of()));
    assertThat(
            ConfigFiles.with(
                    "corpora.mine.path=/data/my corpus",
                    "corpora.mine.release=2.0",
                    "corpora.mine.layout=emodb",
                    "corpora.mine.split.none=rest",
                    "corpora.mine.split.train=a,b",
                    "corpora.mine.split.test3=[\"c\"]",
                    "corpora.mine.options.charset=UTF-8")
                .corpora()
                .get("mine"))
        .isEqualTo(
            new CorpusConfig(
                "mine",
                Optional.of("/data/my corpus"),
                "2.0",
                "emodb",
                Optional.of(
                    new SplitConfig(
                        Map.of("train", List.of("a", "b"), "test3", List.of("c")), "none")),
                Map.of("charset", "UTF-8")));
  }

  @Test
  void task() {
    Map<String, TaskConfig> tasks = ConfigFiles.defaults().tasks();
    Map<String, String> labels = Map.of("W", "angry", "F", "happy", "N", "neutral", "T", "sad");
    List<String> classes = List.of("angry", "happy", "neutral", "sad");
    assertThat(tasks.get("emodb-4"))
        .isEqualTo(new TaskConfig("emodb-4", "emodb", classes, labels, Map.of()));
    assertThat(tasks.get("msp-podcast-4").labelsOf("emodb")).isEqualTo(labels);
    assertThat(tasks.get("msp-podcast-4").labelsOf("msp-podcast"))
        .isEqualTo(Map.of("A", "angry", "H", "happy", "N", "neutral", "S", "sad"));
    assertThat(tasks.get("emodb-4").labelsOf("iemocap")).isEmpty();
    assertThat(
            ConfigFiles.with(
                    "tasks.t.corpus=emodb",
                    "tasks.t.classes=low,high",
                    "tasks.t.labels.L=low",
                    "tasks.t.labels.W=high",
                    "tasks.t.out-of-domain.other.w=high")
                .tasks()
                .get("t"))
        .isEqualTo(
            new TaskConfig(
                "t",
                "emodb",
                List.of("low", "high"),
                Map.of("L", "low", "W", "high"),
                Map.of("other", Map.of("w", "high"))));
  }

  @Test
  void experimentDefaults() {
    assertThat(ConfigFiles.defaults().experiment())
        .isEqualTo(
            new ExperimentConfig(
                "exploration",
                "emodb",
                "1",
                "emodb-4",
                List.of("mel-s-mlp", "CRNN18", "EfficientNet"),
                List.of(1L),
                List.of("emodb/1/test"),
                List.of(),
                SplitRule.FIXED,
                2,
                false,
                1,
                EXPLORATION,
                Map.of()));
  }

  @Test
  void experimentOtherwise() {
    ExperimentConfig experiment =
        ConfigFiles.with(
                "experiment.name=e",
                "experiment.task=msp-podcast-4",
                "experiment.corpus=emodb",
                "experiment.release=7",
                "experiment.models=[CRNN18]",
                "experiment.seeds=3,1",
                "experiment.test-sets=emodb,msp-podcast/1.11/test1",
                "experiment.conditions=tau@0dB,mp3@32k",
                "experiment.split=leave-one-speaker-out",
                "experiment.dev-speakers=1",
                "experiment.permute-labels=true",
                "experiment.permute-seed=9",
                "experiment.hyper-parameters={optimiser = sgd, learning-rate = .01, batch-size = 8,"
                    + " epochs = 5}",
                "experiment.model-overrides.CRNN18.epochs=6")
            .experiment();
    HyperParameterConfig shared = new HyperParameterConfig("sgd", .01, 8, 5);
    HyperParameterConfig override = new HyperParameterConfig("sgd", .01, 8, 6);
    assertThat(experiment)
        .isEqualTo(
            new ExperimentConfig(
                "e",
                "emodb",
                "7",
                "msp-podcast-4",
                List.of("CRNN18"),
                List.of(3L, 1L),
                List.of("emodb", "msp-podcast/1.11/test1"),
                List.of("tau@0dB", "mp3@32k"),
                SplitRule.LEAVE_ONE_SPEAKER_OUT,
                1,
                true,
                9,
                shared,
                Map.of("CRNN18", override)));
    assertThat(experiment.hyperParametersOf("CRNN18")).isEqualTo(override);
    assertThat(experiment.hyperParametersOf("EfficientNet")).isEqualTo(shared);
  }

  @Test
  void train() {
    TrainConfig defaults = ConfigFiles.defaults().train();
    assertThat(defaults)
        .isEqualTo(new TrainConfig("auto", 1, Duration.ofMinutes(15), 0, "stop", "fp32", 0));
    assertThat(defaults.parallelRunsOn(8)).isEqualTo(8);
    TrainConfig other =
        ConfigFiles.with(
                "train.device=cpu",
                "train.threads=3",
                "train.checkpoint-interval=1.5 h",
                "train.parallel-runs=2",
                "train.leaks=accept",
                "train.precision=bf16",
                "train.micro_batch=2")
            .train();
    assertThat(other)
        .isEqualTo(new TrainConfig("cpu", 3, Duration.ofMinutes(90), 2, "accept", "bf16", 2));
    assertThat(other.parallelRunsOn(8)).isEqualTo(2);
    assertThat(
            new TrainConfig("cpu", 3, Duration.ofMinutes(1), 0, "stop", "fp32", 0)
                .parallelRunsOn(2))
        .isEqualTo(1);
  }

  @Test
  void worker() {
    assertThat(ConfigFiles.defaults().worker())
        .isEqualTo(
            new WorkerConfig(
                1L << 30,
                Duration.ofMinutes(2),
                Duration.ofDays(7),
                3,
                Optional.empty(),
                50L << 30));
    assertThat(
            ConfigFiles.with(
                    "worker.memory=512m",
                    "worker.heartbeat-timeout=1500 ms",
                    "worker.run-timeout=2 hours",
                    "worker.attempts=1",
                    "worker.pack-cache=/fast disk",
                    "worker.pack-cache-size=1 g")
                .worker())
        .isEqualTo(
            new WorkerConfig(
                512L << 20,
                Duration.ofMillis(1500),
                Duration.ofHours(2),
                1,
                Optional.of("/fast disk"),
                1L << 30));
  }

  @Test
  void openSmile() {
    String home = Path.of(System.getProperty("user.home"), ".plateau/opensmile").toString();
    assertThat(ConfigFiles.defaults().openSmile())
        .isEqualTo(new OpenSmileConfig(home, Duration.ofMinutes(1), 1L << 30, 2));
    assertThat(
            ConfigFiles.with(
                    "opensmile.home=/opt/smile",
                    "opensmile.clip-timeout=90 s",
                    "opensmile.memory=2g",
                    "opensmile.attempts=1")
                .openSmile())
        .isEqualTo(new OpenSmileConfig("/opt/smile", Duration.ofSeconds(90), 2L << 30, 1));
  }

  @Test
  void features() {
    assertThat(ConfigFiles.defaults().features()).isEqualTo(new FeaturesConfig(Map.of()));
    assertThat(ConfigFiles.with("features.extractors.IS09-s=mine-1").features())
        .isEqualTo(new FeaturesConfig(Map.of("IS09-s", "mine-1")));
  }

  @Test
  void protocol() {
    ProtocolConfig defaults = ConfigFiles.defaults().protocol();
    assertThat(defaults).isEqualTo(new ProtocolConfig(3, 2, "plateau"));
    assertThat(defaults.cropSamples()).isEqualTo(48_000);
    assertThat(defaults.minSamples()).isEqualTo(32_000);
    assertThat(
            ConfigFiles.with(
                    "protocol.crop-seconds=1.5",
                    "protocol.min-seconds=.5",
                    "protocol.padding=plateau")
                .protocol())
        .isEqualTo(new ProtocolConfig(1.5, .5, "plateau"));
  }

  @Test
  void scoreIngestDemo() {
    PlateauConfig defaults = ConfigFiles.defaults();
    assertThat(defaults.score()).isEqualTo(new ScoreConfig(1000, 1, "percentile"));
    assertThat(defaults.ingest()).isEqualTo(new IngestConfig(512L << 20, 300));
    assertThat(defaults.demo()).isEqualTo(new DemoConfig(200, 10, 1));
    PlateauConfig other =
        ConfigFiles.with(
            "score.replicates=200",
            "score.seed=5",
            "score.interval=bca",
            "ingest.max-file-bytes=10 MB",
            "ingest.max-duration-seconds=9.5",
            "demo.clips=40",
            "demo.speakers=4",
            "demo.seed=0");
    assertThat(other.score()).isEqualTo(new ScoreConfig(200, 5, "bca"));
    assertThat(other.ingest()).isEqualTo(new IngestConfig(10L << 20, 9.5));
    assertThat(other.demo()).isEqualTo(new DemoConfig(40, 4, 0));
  }

  @Test
  void recordsRefuseWhatFilesCannotCarry() {
    assertThatThrownBy(() -> new HyperParameterConfig("adam", Double.NaN, 4, 30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learning-rate = NaN: must be above 0 and at most 1000");
    assertThatThrownBy(
            () -> new TaskConfig("t", "c", List.of("a", "b"), Map.of("x", "a"), Map.of()))
        .hasMessageContaining("no label maps to class b");
    assertThatThrownBy(
            () -> new SplitConfig(Map.of("dev", List.of("1"), "test", List.of("1")), "train"))
        .hasMessageContaining("must not repeat");
  }
}
