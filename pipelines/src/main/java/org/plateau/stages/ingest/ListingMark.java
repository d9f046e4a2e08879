package org.plateau.stages.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.plateau.audio.Canonicaliser;
import org.plateau.corpus.CorpusReader;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.stages.Ingest;

/**
 * One hash of all that the rows of a release follow from, save what its recordings hold: the label
 * files by size and time of change, which recordings there are, the settings, the transcripts from
 * outside, the program. While it stays the same the label files need not be read again.
 */
final class ListingMark {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Ingest.Request request;
  private final FileTree.Contents contents;
  private final List<Object> beyondFiles;

  /**
   * Marks of the releases in one tree.
   *
   * @param contents all files of the tree
   */
  ListingMark(
      CorpusReader reader,
      Ingest.Request request,
      FileTree.Contents contents,
      Transcripts transcripts) {
    this.request = request;
    this.contents = contents;
    this.beyondFiles =
        List.of(
            program(ListingMark.class),
            program(reader.getClass()),
            reader.getClass().getName(),
            Canonicaliser.VERSION,
            transcripts.hash());
  }

  /**
   * The mark of a release.
   *
   * @param recordings paths of the recordings that its rows were read from; what they hold is
   *     compared elsewhere
   */
  String of(ReleaseFolder release, Set<String> recordings) {
    MessageDigest digest = RowHashes.sha256();
    add(digest, beyondFiles);
    add(digest, request.settings());
    add(digest, request.limits());
    add(digest, release);
    FileTree.Contents within = contents.within(release);
    for (FileEntry file : within.files()) {
      add(digest, recordings.contains(file.path()) ? file.path() : file);
    }
    add(digest, within.refused());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Object value) {
    try {
      digest.update(JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("%s cannot be written as JSON".formatted(value), e);
    }
  }

  /** The jar that holds a class, by name, size and time of change. */
  private static String program(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return String.valueOf(source);
    }
    try {
      File jar = new File(source.getLocation().toURI());
      return jar.isDirectory()
          ? jar.getPath()
          : "%s %d %d".formatted(jar.getName(), jar.length(), jar.lastModified());
    } catch (URISyntaxException e) {
      return source.getLocation().toString();
    }
  }
}
