package org.plateau.corpus.manifest;

import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusReader;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.corpus.layout.FolderNames;

/**
 * Reads any corpus that comes with a table of its files, without code. The tables stand in the
 * corpus's folder: CSV, Parquet, or those of audformat (whose path column is called {@code file}).
 * One row a file; several tables are joined by the path. A row that names a file that is not there
 * is set aside by ingest as missing_audio.
 *
 * <p>Without an utterance column the file's name without extension is the utterance; without a
 * split column the configured speakers decide.
 */
public final class ManifestReader implements CorpusReader {
  @Override
  public String corpus() {
    return "manifest";
  }

  @Override
  public CorpusListing read(FileTree tree, ReleaseFolder release, CorpusSettings settings)
      throws IOException {
    java.util.Set<String> codes = new java.util.TreeSet<>();
    settings.tasks().forEach(task -> codes.addAll(task.labelMap().keySet()));
    settings.check(corpus(), ManifestOptions.names(settings), codes);
    Defects defects = new Defects();
    FileTree.Contents contents = tree.list().within(release);
    contents.refused().stream()
        .filter(entry -> !FolderNames.isStray(entry.path()))
        .forEach(entry -> defects.addAll(List.of(entry)));
    ManifestOptions options = new ManifestOptions(settings);
    Map<String, ManifestRow> rows = new LinkedHashMap<>();
    for (String table : options.tables()) {
      readTable(tree, find(contents, tree, table, settings), options, settings, rows, defects);
    }
    return listing(rows, release, settings, defects);
  }

  private String find(
      FileTree.Contents contents, FileTree tree, String table, CorpusSettings settings) {
    return contents.files().stream()
        .map(FileEntry::path)
        .filter(path -> path.equals(table))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "corpora.%s.options.%s: %s must be a file in %s; mend the name"
                        .formatted(
                            settings.nameOr(corpus()),
                            ManifestOptions.TABLES,
                            table,
                            tree.location())));
  }

  private void readTable(
      FileTree tree,
      String table,
      ManifestOptions options,
      CorpusSettings settings,
      Map<String, ManifestRow> rows,
      Defects defects) {
    TableFormat format =
        ServiceLoader.load(TableFormat.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.reads(table))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserException(
                        "corpora.%s.options.%s: %s must be a csv, tsv or parquet file"
                            .formatted(settings.nameOr(corpus()), ManifestOptions.TABLES, table)));
    Agreed<ManifestRow> found = new Agreed<>();
    format.read(
        tree,
        table,
        options.column("path"),
        defects,
        fields -> {
          ManifestRow row = ManifestRow.of(fields, options, settings);
          found.put(row.path(), row);
        });
    for (String path : found.keys()) {
      ManifestRow row = found.get(path);
      if (row != null) {
        rows.merge(path, row, ManifestRow::with);
      }
    }
  }

  private CorpusListing listing(
      Map<String, ManifestRow> rows,
      ReleaseFolder release,
      CorpusSettings settings,
      Defects defects) {
    Map<String, ManifestRow> byUtterance = new TreeMap<>();
    rows.values().stream()
        .sorted(Comparator.comparing(ManifestRow::path))
        .forEach(
            row -> {
              ManifestRow first = byUtterance.putIfAbsent(utterance(row), row);
              if (first != null) {
                defects.add(
                    row.path(),
                    CONFLICTING_LABEL,
                    "a second file for utterance %s; %s is kept"
                        .formatted(utterance(row), first.path()));
              }
            });
    List<UtteranceEntry> utterances = new ArrayList<>();
    List<LabelEntry> labels = new ArrayList<>();
    List<TranscriptEntry> transcripts = new ArrayList<>();
    List<TaskDefinition> tasks =
        settings.tasks().stream().sorted(Comparator.comparing(TaskDefinition::task)).toList();
    byUtterance.forEach(
        (utterance, row) -> {
          utterances.add(entry(utterance, row, settings));
          for (TaskDefinition task : tasks) {
            String code = row.get("label:" + task.task());
            String label = code == null ? null : task.labelMap().get(code);
            if (label != null) {
              labels.add(new LabelEntry(utterance, task.task(), label, row.number("agreement")));
            }
          }
          if (row.get("text") != null) {
            String language = row.values().getOrDefault("language", "en");
            transcripts.add(new TranscriptEntry(utterance, "human", language, row.get("text")));
          }
        });
    return new CorpusListing(
        settings.nameOr(corpus()),
        release.release(),
        utterances,
        labels,
        List.of(),
        transcripts,
        defects.sorted());
  }

  private static UtteranceEntry entry(String utterance, ManifestRow row, CorpusSettings settings) {
    String split = row.get("split");
    return new UtteranceEntry(
        utterance,
        row.path(),
        row.get("speaker"),
        row.get("gender"),
        split == null ? settings.splitRule().splitOf(row.get("speaker")) : split,
        row.number("arousal"),
        row.number("valence"),
        row.number("dominance"),
        row.get("label"));
  }

  private static String utterance(ManifestRow row) {
    String given = row.get("utterance");
    String name = row.path().substring(row.path().lastIndexOf('/') + 1);
    return given == null ? AudioNames.stem(name) : given;
  }
}
