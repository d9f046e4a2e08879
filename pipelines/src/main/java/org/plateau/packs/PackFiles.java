package org.plateau.packs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads and checks a pack's files; they may have been damaged or forged since they were written.
 */
final class PackFiles {
  private static final long MAX_MANIFEST_BYTES = 64L << 20;
  private static final long MAX_INDEX_BYTES_PER_ENTRY = 64L << 10;
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  private PackFiles() {}

  static PackManifest readManifest(Path folder) throws IOException {
    Path file = folder.resolve(PackManifest.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new PackException(folder + " is no pack: it has no " + PackManifest.FILE_NAME);
    }
    if (Files.size(file) > MAX_MANIFEST_BYTES) {
      throw new PackException(file + " is larger than " + MAX_MANIFEST_BYTES + " bytes");
    }
    PackManifest manifest;
    try {
      manifest = PackJson.MAPPER.readValue(Files.readAllBytes(file), PackManifest.class);
    } catch (JacksonException e) {
      throw new PackException(file + " is no manifest: " + e.getOriginalMessage(), e);
    }
    if (manifest == null
        || manifest.pack() == null
        || manifest.fingerprint() == null
        || manifest.content() == null
        || manifest.featureSet() == null
        || manifest.extractor() == null
        || manifest.indexSha256() == null
        || manifest.entries() < 0) {
      throw new PackException(file + " lacks a field");
    }
    requirePlainName(file, manifest.indexFile());
    for (PackManifest.Shard shard : manifest.shards()) {
      requirePlainName(file, shard.file());
    }
    return manifest;
  }

  private static void requirePlainName(Path manifest, String name) throws PackException {
    if (name == null || !PLAIN_NAME.matcher(name).matches()) {
      throw new PackException(manifest + " names a file outside its folder: " + name);
    }
  }

  static void checkSizes(Path folder, PackManifest manifest) throws IOException {
    for (PackManifest.Shard shard : manifest.shards()) {
      Path file = folder.resolve(shard.file());
      long found = size(file);
      if (found != shard.bytes()) {
        throw new PackException(
            "%s has %d bytes, its manifest says %d".formatted(file, found, shard.bytes()));
      }
      if (found > Integer.MAX_VALUE) {
        throw new PackException("%s has %d bytes: too large to map".formatted(file, found));
      }
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      throw new PackException(file + " is missing", e);
    }
  }

  static List<PackEntry> readIndex(Path folder, PackManifest manifest) throws IOException {
    Path file = folder.resolve(manifest.indexFile());
    if (size(file) > MAX_INDEX_BYTES_PER_ENTRY * manifest.entries()) {
      throw new PackException(file + " is too large for " + manifest.entries() + " entries");
    }
    List<PackEntry> entries = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        MappingIterator<PackEntry> lines =
            PackJson.MAPPER.readerFor(PackEntry.class).readValues(in)) {
      while (lines.hasNextValue()) {
        entries.add(lines.nextValue());
      }
    } catch (JacksonException e) {
      throw new PackException(file + " is no index: " + e.getOriginalMessage(), e);
    }
    checkEntries(file, manifest, entries);
    return List.copyOf(entries);
  }

  private static void checkEntries(Path file, PackManifest manifest, List<PackEntry> entries)
      throws PackException {
    if (entries.size() != manifest.entries()) {
      throw new PackException(
          "%s has %d entries, its manifest says %d"
              .formatted(file, entries.size(), manifest.entries()));
    }
    PackEntry before = null;
    for (PackEntry entry : entries) {
      if (before != null
          && Fingerprint.BY_CODE_POINT.compare(before.utterance(), entry.utterance()) >= 0) {
        throw new PackException(file + ": " + entry.utterance() + " stands out of order");
      }
      before = entry;
      checkPlace(file, manifest, entry);
    }
  }

  private static void checkPlace(Path file, PackManifest manifest, PackEntry entry)
      throws PackException {
    boolean inside =
        entry.shard() < manifest.shards().size()
            && entry.offset() + bytes(manifest.content(), entry)
                <= manifest.shards().get(entry.shard()).bytes();
    boolean shaped = manifest.content() != PackContent.PCM16 || entry.columns() == 1;
    if (!inside || !shaped) {
      throw new PackException(file + ": " + entry.utterance() + " lies outside its shard");
    }
    if (entry.label() != null && !manifest.classes().contains(entry.label())) {
      throw new PackException(
          "%s: %s has label %s, none of %s"
              .formatted(file, entry.utterance(), entry.label(), manifest.classes()));
    }
  }

  /** Size of an entry's values in its shard. */
  static long bytes(PackContent content, PackEntry entry) {
    return (long) entry.rows() * entry.columns() * content.bytesPerValue();
  }

  static void verify(Path folder, PackManifest manifest, List<PackEntry> entries)
      throws IOException {
    requireHash(folder.resolve(manifest.indexFile()), manifest.indexSha256());
    for (PackManifest.Shard shard : manifest.shards()) {
      requireHash(folder.resolve(shard.file()), shard.sha256());
    }
    String fingerprint = Fingerprint.of(entries.stream().map(Fingerprint.Row::of).toList());
    String name =
        PackName.of(fingerprint, manifest.content(), manifest.featureSet(), manifest.extractor());
    if (!fingerprint.equals(manifest.fingerprint()) || !name.equals(manifest.pack())) {
      throw new PackException(folder + ": the entries do not have the manifest's fingerprint");
    }
  }

  private static void requireHash(Path file, String expected) throws IOException {
    String found = PackHash.ofFile(file);
    if (!Objects.equals(found, expected)) {
      throw new PackException(
          "%s is damaged: SHA-256 %s, its manifest says %s".formatted(file, found, expected));
    }
  }
}
