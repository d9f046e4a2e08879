package org.plateau.jobs.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import org.plateau.models.ModelAliases;
import org.plateau.stages.ImportPredictions;
import org.plateau.stages.RunCard;
import org.plateau.stages.imports.Field;
import org.plateau.stages.imports.ImportRules;
import org.plateau.stages.imports.InputFile;
import org.plateau.stages.imports.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes predictions of other programs; score and analyse then treat them as our own. */
@Command(
    name = "import-predictions",
    description =
        "Take predictions of other programs: all rows or none, the same file twice adds nothing.",
    footer = {
      "",
      "Columns: task, test_set, condition, model, utterance, speaker, label, prediction; also taken:",
      "source, experiment, seed, release, modality, logits (one number a class, in the task's order).",
      "An option stands in where a file lacks the column or leaves it empty.",
      "",
      "Examples:",
      "  ./submit.sh import-predictions theirs.parquet",
      "  ./submit.sh import-predictions a.csv b.jsonl --task msp-podcast-4"
          + " --test-set msp-podcast/1.11/test1 --condition clean",
      "  ./submit.sh import-predictions results/run --labels test.csv --task msp-podcast-4"
          + " --test-set msp-podcast/1.11/test1 --condition clean --model CNN14"
    })
public final class ImportPredictionsJob extends Job {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Files that end in .parquet, .csv or .jsonl, or the folder of one autrainer run.")
  private List<String> files;

  @Option(names = "--task", paramLabel = "NAME", description = "Task of rows that name none.")
  private String task;

  @Option(
      names = "--test-set",
      paramLabel = "NAME",
      description = "Test set of rows that name none: CORPUS/RELEASE/SPLIT or CORPUS.")
  private String testSet;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description = "Condition of rows that name none, like clean.")
  private String condition;

  @Option(names = "--model", paramLabel = "NAME", description = "Model of rows that name none.")
  private String model;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Whose numbers, for rows that do not say. Default: the file's name.")
  private String source;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "Experiment of rows that name none. Default: exploration.")
  private String experiment;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of rows that name none. Default: 1.")
  private String seed;

  @Option(
      names = "--release",
      paramLabel = "NAME",
      description = "Release trained on, for rows that do not say. Default: that of the test set.")
  private String release;

  @Option(
      names = "--modality",
      paramLabel = "NAME",
      description = "audio or text, for models that the catalogue does not know.")
  private String modality;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "With an autrainer run: CSV file of the test set, in the order of the run.")
  private Path labels;

  @Option(
      names = "--label-columns",
      split = ",",
      paramLabel = "ID,TRUTH[,SPEAKER]",
      defaultValue = "utterance,label,speaker",
      description = "Columns of --labels. Default: ${DEFAULT-VALUE}.")
  private List<String> labelColumns;

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    ImportRules rules = rules(loaded);
    Path folder = Path.of(files.get(0));
    if (Files.isDirectory(folder)) {
      return runFolder(loaded, rules, folder);
    }
    if (labels != null) {
      throw new UserException("--labels %s: belongs to the folder of a run".formatted(labels));
    }
    return take(loaded, rules, InputFile.of(files, rules.options().containsKey(Field.SOURCE)));
  }

  /** A run of autrainer is brought to a CSV file first. */
  private int runFolder(LoadedConfig loaded, ImportRules rules, Path folder) throws IOException {
    List<String> classes = rules.classesByTask().get(String.valueOf(task));
    if (files.size() > 1 || labels == null || classes == null || !RunFolder.isOne(folder)) {
      throw new UserException(
          "%s: a folder must be one autrainer run with _test/test_results.csv, and needs --labels FILE, --task (one of %s), --test-set, --condition and --model"
              .formatted(folder, new TreeSet<>(rules.classesByTask().keySet())));
    }
    if (labelColumns.size() < 2 || labelColumns.size() > 3) {
      throw new UserException(
          "--label-columns %s: must be ID,TRUTH or ID,TRUTH,SPEAKER".formatted(labelColumns));
    }
    Path temporary = Files.createTempDirectory("plateau-run-");
    Path name = folder.toAbsolutePath().normalize().getFileName();
    Path file = temporary.resolve((name == null ? "run" : name) + ".csv");
    try {
      RunFolder.LabelColumns columns =
          new RunFolder.LabelColumns(
              labelColumns.get(0),
              labelColumns.get(1),
              labelColumns.size() == 3 ? labelColumns.get(2) : null);
      RunFolder.convert(folder, labels, columns, classes, file);
      return take(loaded, rules, InputFile.of(List.of(file.toString()), false));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(temporary);
    }
  }

  private int take(LoadedConfig loaded, ImportRules rules, List<InputFile> inputs) {
    try (Workbench bench = Workbench.open("import-predictions", loaded, err())) {
      ImportPredictions.Result result =
          new ImportPredictions(bench.warehouse(), rules).execute(inputs);
      result.notes().forEach(note -> err().println("note: " + note));
      err()
          .println(
              "import-predictions: %d rows read, %d added, %d runs"
                  .formatted(result.rows(), result.added(), result.runs()));
    }
    return ExitCodes.SUCCESS;
  }

  private ImportRules rules(LoadedConfig loaded) {
    Map<String, List<String>> classes = new TreeMap<>();
    loaded.config().tasks().values().forEach(each -> classes.put(each.name(), each.classes()));
    Map<Field, String> options = new EnumMap<>(Field.class);
    put(options, Field.TASK, task);
    put(options, Field.TEST_SET, testSet);
    put(options, Field.CONDITION, condition);
    put(options, Field.MODEL, model);
    put(options, Field.SOURCE, source);
    put(options, Field.EXPERIMENT, experiment);
    put(options, Field.SEED, seed);
    put(options, Field.RELEASE, release);
    put(options, Field.MODALITY, modality);
    ModelAliases aliases = ModelAliases.load(Home.conf().resolve("model-aliases.conf"));
    return new ImportRules(classes, aliases, options, RunCard.OWN_SOURCE);
  }

  private static void put(Map<Field, String> options, Field field, String value) {
    if (value != null && !value.isBlank()) {
      options.put(field, value);
    }
  }
}
