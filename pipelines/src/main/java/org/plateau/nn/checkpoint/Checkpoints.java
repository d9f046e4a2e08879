package org.plateau.nn.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoint folders {@code <attempt>/checkpoints/epoch-EEEE-step-SSSSSSSS} (epochs finished, steps
 * done in the next one). Each holds weights, optimiser state, the best epoch's weights, the state
 * and, written last, a manifest with sizes and hashes; a folder is a checkpoint only if all of them
 * agree.
 */
public final class Checkpoints {
  public static final String FOLDER = "checkpoints";
  public static final String WEIGHTS = "weights.safetensors";
  public static final String OPTIMISER = "optimiser.safetensors";
  public static final String BEST = "best.safetensors";
  static final String STATE = "state.json";
  static final String MANIFEST = "manifest.json";

  private static final int FORMAT = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Pattern NAME = Pattern.compile("epoch-(\\d{4,9})-step-(\\d{8,18})");
  private static final long MAX_JSON_BYTES = 64L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Checkpoints() {}

  /** What a complete checkpoint consists of. */
  record Manifest(int format, List<FileRow> files) {
    Manifest {
      files = List.copyOf(files);
    }
  }

  /** One file of a checkpoint. */
  record FileRow(String name, long bytes, String sha256) {}

  /**
   * Writes a checkpoint into an attempt's folder.
   *
   * @param epochs epochs finished
   * @param step steps done in the next epoch
   * @param state the run's state, stored as JSON
   * @param weights the network's tensors and the standardisation
   * @param optimiser the optimiser's tensors
   * @param best the best epoch's weights, a file of the same attempt, or null if there is none yet
   * @return the checkpoint's folder
   */
  public static Path write(
      Path attemptDir,
      int epochs,
      long step,
      Object state,
      Map<String, ? extends TensorSource> weights,
      Map<String, ? extends TensorSource> optimiser,
      Path best)
      throws IOException {
    Path root = Files.createDirectories(attemptDir.resolve(FOLDER));
    String name = "epoch-%04d-step-%08d".formatted(epochs, step);
    Path temporary = root.resolve(DurableFiles.TEMPORARY_PREFIX + name);
    DurableFiles.deleteFolder(temporary);
    Files.createDirectory(temporary);
    Map<String, String> hashes = new LinkedHashMap<>();
    hashes.put(WEIGHTS, SafetensorsWriter.write(temporary.resolve(WEIGHTS), weights, Map.of()));
    hashes.put(
        OPTIMISER, SafetensorsWriter.write(temporary.resolve(OPTIMISER), optimiser, Map.of()));
    if (best != null) {
      DurableFiles.linkOrCopy(best, temporary.resolve(BEST));
      hashes.put(BEST, DurableFiles.sha256(temporary.resolve(BEST)));
    }
    hashes.put(STATE, writeJson(temporary.resolve(STATE), state));
    List<FileRow> files = new ArrayList<>();
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      long bytes = Files.size(temporary.resolve(file.getKey()));
      files.add(new FileRow(file.getKey(), bytes, file.getValue()));
    }
    writeJson(temporary.resolve(MANIFEST), new Manifest(FORMAT, files));
    Path folder = root.resolve(name);
    DurableFiles.deleteFolder(folder);
    DurableFiles.rename(temporary, folder);
    return folder;
  }

  /** Reads the state of a checkpoint. */
  public static <T> T readState(Path checkpoint, Class<T> type) throws IOException {
    return readJson(checkpoint.resolve(STATE), type);
  }

  /**
   * The newest complete checkpoint of any attempt: most epochs, then most steps, then the later
   * attempt. A damaged one is skipped with a warning.
   *
   * @param attemptsRoot the run's folder, which holds one folder an attempt
   */
  public static Optional<Path> latest(Path attemptsRoot) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (Path attempt : children(attemptsRoot)) {
      for (Path folder : children(attempt.resolve(FOLDER))) {
        Matcher matcher = NAME.matcher(folder.getFileName().toString());
        if (matcher.matches()) {
          long epochs = Long.parseLong(matcher.group(1));
          candidates.add(new Candidate(folder, epochs, Long.parseLong(matcher.group(2))));
        }
      }
    }
    candidates.sort(
        Comparator.comparingLong(Candidate::epochs)
            .thenComparingLong(Candidate::step)
            .thenComparing(c -> attemptName(c.folder()), Checkpoints::compareNames)
            .reversed());
    for (Candidate candidate : candidates) {
      Optional<String> defect = defect(candidate.folder());
      if (defect.isEmpty()) {
        return Optional.of(candidate.folder());
      }
      LOG.warn("checkpoint {} is skipped: {}", candidate.folder(), defect.get());
    }
    return Optional.empty();
  }

  /** What is wrong with a checkpoint, or empty if it is complete and unchanged. */
  public static Optional<String> defect(Path checkpoint) {
    try {
      if (!Files.isRegularFile(checkpoint.resolve(MANIFEST))) {
        return Optional.of("it has no " + MANIFEST);
      }
      Manifest manifest = readJson(checkpoint.resolve(MANIFEST), Manifest.class);
      Set<String> names = new HashSet<>();
      for (FileRow row : manifest.files()) {
        names.add(row.name());
        Path file = checkpoint.resolve(row.name());
        if (!file.normalize().getParent().equals(checkpoint.normalize())) {
          return Optional.of("its manifest names a file outside the folder: " + row.name());
        }
        if (!Files.isRegularFile(file) || Files.size(file) != row.bytes()) {
          return Optional.of(row.name() + " is absent or has another size than the manifest says");
        }
        if (!DurableFiles.sha256(file).equals(row.sha256())) {
          return Optional.of(row.name() + " has another SHA-256 than the manifest says");
        }
      }
      if (!names.containsAll(Set.of(WEIGHTS, OPTIMISER, STATE))) {
        return Optional.of("its manifest lacks weights, optimiser or state");
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Deletes all but the newest checkpoints of one attempt. */
  public static void keepNewest(Path attemptDir, int count) throws IOException {
    List<Path> folders = named(attemptDir);
    for (Path folder : folders.subList(0, Math.max(0, folders.size() - count))) {
      DurableFiles.deleteFolder(folder);
    }
  }

  /**
   * Ends an attempt: nothing resumes from it any more, so its optimiser states go; the weights of
   * the kept checkpoints stay.
   */
  public static void dropOptimiserStates(Path attemptDir) throws IOException {
    for (Path folder : named(attemptDir)) {
      Files.deleteIfExists(folder.resolve(MANIFEST));
      Files.deleteIfExists(folder.resolve(OPTIMISER));
    }
  }

  private record Candidate(Path folder, long epochs, long step) {}

  private static String attemptName(Path checkpoint) {
    return checkpoint.getParent().getParent().getFileName().toString();
  }

  /** Shorter names first, so that attempt 10 comes after attempt 9. */
  private static int compareNames(String a, String b) {
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  /** An attempt's checkpoints, oldest first. */
  private static List<Path> named(Path attemptDir) throws IOException {
    List<Path> folders = new ArrayList<>(children(attemptDir.resolve(FOLDER)));
    folders.removeIf(folder -> !NAME.matcher(folder.getFileName().toString()).matches());
    folders.sort(Comparator.comparing(folder -> folder.getFileName().toString()));
    return folders;
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Writes a value as a JSON file in one step; returns the file's SHA-256. */
  public static String writeJson(Path path, Object value) throws IOException {
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    return DurableFiles.write(path, out -> out.write(ByteBuffer.wrap(bytes)));
  }

  private static <T> T readJson(Path path, Class<T> type) throws IOException {
    if (Files.size(path) > MAX_JSON_BYTES) {
      throw new WeightFileException(path + " is larger than " + MAX_JSON_BYTES + " bytes");
    }
    return JSON.readValue(path.toFile(), type);
  }
}
