package org.plateau.corpus.msp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.ReleaseFolder;
import org.plateau.corpus.ReleaseOrder;
import org.plateau.corpus.layout.FolderNames;

/**
 * Which releases lie below a folder. A folder whose name states a release, such as {@code
 * MSP-PODCAST-Publish-1.11} or {@code v1.11}, holds that release; what lies inside it is part of
 * it, old label folders with names like {@code v1.8} among them. Two such folders of one release
 * are one release. Without any, the whole tree is one release: the one that its own folder's name
 * states, else the configured one.
 */
final class ReleaseFinder {
  private ReleaseFinder() {}

  static List<ReleaseFolder> find(FileTree files, String configured) throws IOException {
    Map<String, Set<String>> folders = new TreeMap<>(ReleaseOrder.BY_VERSION);
    for (FileEntry file : files.list().files()) {
      if (!FolderNames.isStray(file.path()) && !MspNames.isOfEarlierRelease(file.path())) {
        addOutermost(file.path(), folders);
      }
    }
    String location = files.location().replaceAll("[/\\\\]+$", "");
    String own = MspNames.release(location.substring(lastSeparator(location) + 1));
    if (folders.isEmpty()) {
      return List.of(ReleaseFolder.wholeTree(own == null ? configured : own));
    }
    if (folders.size() == 1 && folders.containsKey(own == null ? "" : own)) {
      return List.of(ReleaseFolder.wholeTree(own));
    }
    List<ReleaseFolder> releases = new ArrayList<>();
    folders.forEach(
        (release, paths) -> releases.add(new ReleaseFolder(release, List.copyOf(paths))));
    return releases;
  }

  private static void addOutermost(String path, Map<String, Set<String>> folders) {
    int end = path.indexOf('/');
    int begin = 0;
    while (end >= 0) {
      String release = MspNames.release(path.substring(begin, end));
      if (release != null) {
        String folder = path.substring(0, end);
        folders.computeIfAbsent(release, key -> new TreeSet<>()).add(folder);
        return;
      }
      begin = end + 1;
      end = path.indexOf('/', begin);
    }
  }

  private static int lastSeparator(String location) {
    return Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\'));
  }
}
