package org.plateau.stages.forget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackReader;

/** Deletes packs that hold a clip; they are written anew when a run needs them. */
public final class ForgetPacks {
  private ForgetPacks() {}

  /** Deletes what holds one of the sounds and returns the names of the packs. */
  public static List<String> delete(Path packs, Set<String> audioIds) {
    List<String> deleted = new ArrayList<>();
    if (!Files.isDirectory(packs)) {
      return deleted;
    }
    try (Stream<Path> folders = Files.list(packs)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        if (holds(folder, audioIds)) {
          remove(folder);
          deleted.add(folder.getFileName().toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy " + packs, e);
    }
    return deleted;
  }

  /** A folder that cannot be read as a pack is of no use to anyone, and may hold the clip. */
  private static boolean holds(Path folder, Set<String> audioIds) {
    try (PackReader pack = PackReader.open(folder)) {
      for (PackEntry entry : pack.entries()) {
        if (audioIds.contains(entry.audioId())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
