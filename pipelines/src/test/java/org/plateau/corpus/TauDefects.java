package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.BAD_NAME;
import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;

import java.util.List;
import java.util.function.Consumer;

/** Section 3.5 of the description of the corpora: TAU Urban Audio-Visual Scenes 2021. */
final class TauDefects {
  private static final String HEAD = "filename_audio\tfilename_video\tscene_label\n";
  private static final String TRAIN = "evaluation_setup/fold1_train.csv";

  private TauDefects() {}

  private static String row(String name) {
    return "audio/%s.wav\tvideo/%s.mp4\t%s\n"
        .formatted(name, name, name.substring(0, name.indexOf('-')));
  }

  private static MemoryFileTree sound() {
    return new MemoryFileTree("/data/tau")
        .with("audio/bus-lyon-1112-3312.wav", TestCorpora.wav(48_000, 2))
        .with("audio/metro_station-lisbon-1175-44106.wav", TestCorpora.wav(48_000, 2))
        .with(TRAIN, HEAD + row("bus-lyon-1112-3312") + row("metro_station-lisbon-1175-44106"));
  }

  private static void whole(CorpusListing listing) {
    assertThat(listing.utterances())
        .extracting(UtteranceEntry::utterance)
        .containsExactly("bus-lyon-1112-3312", "metro_station-lisbon-1175-44106");
    assertThat(listing.labels())
        .extracting(LabelEntry::label)
        .containsExactly("bus", "metro_station");
  }

  private static DefectCase kept(
      String number, String defect, MemoryFileTree tree, String outcome) {
    return DefectCase.kept(number, defect, "tau-uavs", tree, outcome, TauDefects::whole);
  }

  private static Consumer<CorpusListing> splits(String... splits) {
    return listing -> {
      assertThat(listing.utterances()).extracting(UtteranceEntry::split).containsExactly(splits);
      assertThat(listing.labels()).isEmpty();
    };
  }

  static List<DefectCase> cases() {
    MemoryFileTree derived =
        sound()
            .with(
                TRAIN,
                (HEAD + row("bus-lyon-1112-3312") + row("metro_station-lisbon-1175-44106"))
                    .replace('\t', ','));
    String meta = "TAU-urban-audio-visual-scenes-2021-development.meta/";
    return List.of(
        kept("3.5.1", "fold list with commas, tabs expected", derived, "accepted"),
        kept(
            "3.5.2",
            "lists one folder deeper, below the .meta folder",
            new MemoryFileTree("/data/tau")
                .with("audio/bus-lyon-1112-3312.wav", TestCorpora.wav(48_000, 2))
                .with("audio/metro_station-lisbon-1175-44106.wav", TestCorpora.wav(48_000, 2))
                .with(
                    meta + TRAIN,
                    HEAD + row("bus-lyon-1112-3312") + row("metro_station-lisbon-1175-44106")),
            "accepted"),
        DefectCase.setAside(
            "3.5.3",
            "an archive is missing: listed recording not there",
            "tau-uavs",
            sound()
                .with(
                    TRAIN,
                    HEAD
                        + row("tram-lyon-1-2")
                        + row("bus-lyon-1112-3312")
                        + row("metro_station-lisbon-1175-44106")),
            MISSING_AUDIO,
            TRAIN + "#tram-lyon-1-2",
            TauDefects::whole),
        DefectCase.kept(
            "3.5.4",
            "only a test list, without labels",
            "tau-uavs",
            new MemoryFileTree("/data/tau")
                .with("audio/bus-lyon-1112-3312.wav", TestCorpora.wav(48_000, 2))
                .with(
                    "evaluation_setup/fold1_test.csv",
                    "filename_audio\tfilename_video\naudio/bus-lyon-1112-3312.wav\tv.mp4\n"),
            "accepted",
            splits("test")),
        kept("3.5.5", "stereo at 48 kHz", sound(), "repaired"),
        DefectCase.setAside(
            "3.5.6a",
            "recording of a 2019 set with a device part",
            "tau-uavs",
            sound().with("audio/bus-lyon-1112-3312-a.wav", TestCorpora.wav(44_100, 1)),
            BAD_NAME,
            "audio/bus-lyon-1112-3312-a.wav",
            TauDefects::whole),
        DefectCase.setAside(
            "3.5.6b",
            "scene_label contradicts the name",
            "tau-uavs",
            sound()
                .with(
                    TRAIN,
                    HEAD
                        + row("bus-lyon-1112-3312")
                        + row("metro_station-lisbon-1175-44106")
                        + row("tram-lyon-1-2").replace("\ttram", "\tbus")),
            BAD_LABEL_LINE,
            TRAIN + ":4",
            TauDefects::whole),
        kept(
            "3.5.7",
            "video, examples and __MACOSX beside the recordings",
            sound()
                .with("video/bus-lyon-1112-3312.mp4", "")
                .with("examples/tram-lyon-1-2.wav", "")
                .with("__MACOSX/audio/._bus-lyon-1112-3312.wav", ""),
            "accepted"));
  }
}
