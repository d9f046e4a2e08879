package org.plateau.corpus.tau;

import static org.plateau.audio.QuarantineReason.BAD_NAME;
import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.JsonEntries;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.corpus.layout.FolderNames;
import org.plateau.corpus.layout.LabelFiles;
import org.plateau.corpus.layout.Recordings;

/**
 * Reads TAU Urban Audio-Visual Scenes 2021, development. Train is {@code fold1_train.csv}, test
 * {@code fold1_evaluate.csv} and {@code fold1_test.csv}; {@code meta.csv} names the rest. Every
 * listed recording is an utterance; labels are given to the noise pool alone: the first ten rows of
 * each scene and city in {@code fold1_train.csv}, in the order of its lines. A missing recording of
 * the pool is not replaced by the eleventh.
 *
 * <p>Source: Wang et al., "A curated dataset of urban scenes for audio-visual scene analysis",
 * ICASSP 2021.
 */
public final class TauReader implements CorpusReader {
  /** Rows of each scene and city that make the noise pool. */
  static final int POOL_OF_EACH = 10;

  private static final String CLIPS_OPTION = "clips";
  private static final Set<String> SCENES =
      Set.of(
          "airport",
          "bus",
          "metro",
          "metro_station",
          "park",
          "public_square",
          "shopping_mall",
          "street_pedestrian",
          "street_traffic",
          "tram");
  private static final Set<String> LIST_FOLDERS =
      Set.of("evaluation_setup", "tau-urban-audio-visual-scenes-2021-development.meta");
  private static final Set<String> PASSED_FOLDERS = Set.of("examples", "video");

  @Override
  public String corpus() {
    return "tau-uavs";
  }

  @Override
  public Set<String> options() {
    return Set.of(CLIPS_OPTION);
  }

  /** The lists of a tree. */
  private record Lists(FoldList train, List<FoldList> test, List<FoldList> all) {}

  @Override
  public CorpusListing read(FileTree tree, ReleaseFolder release, CorpusSettings settings)
      throws IOException {
    settings.check(corpus(), options(), SCENES);
    boolean poolAlone = poolAlone(settings);
    Defects defects = new Defects();
    FileTree.Contents contents = tree.list().within(release);
    contents.refused().stream()
        .filter(entry -> !FolderNames.isStray(entry.path()))
        .forEach(entry -> defects.addAll(List.of(entry)));
    List<FileEntry> files =
        contents.files().stream().filter(file -> !FolderNames.isStray(file.path())).toList();
    Map<String, FileEntry> recordings = recordings(files, defects);
    Lists lists = lists(tree, files, defects);
    if (recordings.isEmpty() || lists.all().isEmpty()) {
      throw new UserException(
          "corpora.%s.path: %s must hold audio/*.wav and evaluation_setup/fold1_train.csv (or"
                  .formatted(settings.nameOr(corpus()), tree.location())
              + " meta.csv); mend the path or unpack the archives there");
    }
    return listing(recordings, lists, release, settings, poolAlone, defects);
  }

  private boolean poolAlone(CorpusSettings settings) {
    String value = settings.option(CLIPS_OPTION, "all");
    if (!value.equals("all") && !value.equals("noise-pool")) {
      throw new UserException(
          "corpora.%s.options.%s: %s must be all or noise-pool; mend it"
              .formatted(settings.nameOr(corpus()), CLIPS_OPTION, value));
    }
    return value.equals("noise-pool");
  }

  private static Map<String, FileEntry> recordings(List<FileEntry> files, Defects defects) {
    List<FileEntry> named = new ArrayList<>();
    for (FileEntry file : files) {
      boolean passed = FolderNames.of(file.path()).stream().anyMatch(PASSED_FOLDERS::contains);
      if (AudioNames.isAudio(file.name()) && !passed) {
        if (SceneName.parse(AudioNames.stem(file.name())).isPresent()) {
          named.add(file);
        } else {
          defects.add(
              file.path(),
              BAD_NAME,
              "a name is scene, city, location and segment, such as bus-lyon-1112-3312.wav");
        }
      }
    }
    return Recordings.onePerUtterance(named, Set.of("audio"), defects);
  }

  private static Lists lists(FileTree tree, List<FileEntry> files, Defects defects) {
    LabelFiles found = new LabelFiles(tree, files, LIST_FOLDERS, defects);
    List<FoldList> all = new ArrayList<>();
    FoldList train = list(tree, found, "fold1_train.csv", all, defects);
    List<FoldList> test =
        List.of(
            list(tree, found, "fold1_evaluate.csv", all, defects),
            list(tree, found, "fold1_test.csv", all, defects));
    list(tree, found, "meta.csv", all, defects);
    return new Lists(train, test, all);
  }

  private static FoldList list(
      FileTree tree, LabelFiles files, String name, List<FoldList> all, Defects defects) {
    Optional<String> path = files.find(name);
    FoldList list =
        path.map(found -> FoldList.read(tree, found, defects))
            .orElse(new FoldList(name, List.of()));
    if (path.isPresent()) {
      all.add(list);
    }
    return list;
  }

  private CorpusListing listing(
      Map<String, FileEntry> recordings,
      Lists lists,
      ReleaseFolder release,
      CorpusSettings settings,
      boolean poolAlone,
      Defects defects) {
    Map<String, String> splits = new TreeMap<>();
    Map<String, String> places = new TreeMap<>();
    for (FoldList list : lists.all()) {
      list.rows().forEach(row -> places.putIfAbsent(row.utterance(), list.path()));
    }
    lists.all().forEach(list -> list.rows().forEach(row -> splits.put(row.utterance(), "none")));
    lists.test().forEach(list -> list.rows().forEach(row -> splits.put(row.utterance(), "test")));
    lists.train().rows().forEach(row -> splits.put(row.utterance(), "train"));
    List<SceneName> pool = lists.train().firstOfEach(POOL_OF_EACH);
    Set<String> inPool = new HashSet<>();
    pool.forEach(name -> inPool.add(name.utterance()));
    if (poolAlone) {
      splits.keySet().retainAll(inPool);
    }
    List<UtteranceEntry> utterances = new ArrayList<>();
    splits.forEach(
        (utterance, split) -> {
          FileEntry recording = recordings.get(utterance);
          if (recording == null) {
            String file = places.get(utterance);
            defects.add(
                file,
                JsonEntries.place(file, utterance),
                MISSING_AUDIO,
                "no recording of this name is there"
                    + (inPool.contains(utterance) ? "; it is missing from the noise pool" : ""));
          } else {
            utterances.add(
                new UtteranceEntry(
                    utterance,
                    recording.path(),
                    null,
                    null,
                    split,
                    null,
                    null,
                    null,
                    SceneName.parse(utterance).orElseThrow().scene()));
          }
        });
    return new CorpusListing(
        settings.nameOr(corpus()),
        release.release(),
        utterances,
        labels(pool, recordings, settings),
        List.of(),
        List.of(),
        defects.sorted());
  }

  private static List<LabelEntry> labels(
      List<SceneName> pool, Map<String, FileEntry> recordings, CorpusSettings settings) {
    List<LabelEntry> labels = new ArrayList<>();
    for (TaskDefinition task : settings.tasks()) {
      for (SceneName name : pool) {
        String label = task.labelMap().get(name.scene());
        if (label != null && recordings.containsKey(name.utterance())) {
          labels.add(new LabelEntry(name.utterance(), task.task(), label, null));
        }
      }
    }
    labels.sort(Comparator.comparing(LabelEntry::utterance).thenComparing(LabelEntry::task));
    return labels;
  }
}
