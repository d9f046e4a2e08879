package org.plateau.worker;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plateau.nn.checkpoint.Checkpoints;
import org.plateau.nn.training.TrainResult;
import org.plateau.packs.PackHash;

/**
 * The folders {@code <root>/<run_id>/<attempt>/} in which training runs leave checkpoints and
 * results.
 *
 * <p>An attempt writes its own folder and no other, so a late or doubled attempt harms nothing. An
 * attempt is complete when its {@code result.json} names this run and this attempt and its weight
 * file has the hash given there. Of several complete ones the lowest number counts; once {@link
 * #settle} has fixed the choice a later arrival does not change it.
 */
public final class RunDirectories {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,8}");
  private static final String SETTLED_FILE = "settled";
  private static final int MAX_SETTLE_ROUNDS = 3;
  private static final long MAX_RESULT_BYTES = 16L << 20;

  private final Path root;

  /** The folder need not exist yet. */
  public RunDirectories(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Path root() {
    return root;
  }

  /** The folder of one attempt, whether or not it exists. */
  public Path attemptDir(String runId, int attempt) {
    return runDir(runId).resolve(Integer.toString(attempt));
  }

  /** Makes the folder of a new attempt; no two callers get the same number. */
  public int newAttempt(String runId) throws IOException {
    Files.createDirectories(runDir(runId));
    List<Integer> before = attempts(runId);
    int attempt = before.isEmpty() ? 1 : before.get(before.size() - 1) + 1;
    while (true) {
      try {
        Files.createDirectory(attemptDir(runId, attempt));
        return attempt;
      } catch (FileAlreadyExistsException e) {
        attempt++;
      }
    }
  }

  /** Numbers of all attempts so far, ascending. */
  public List<Integer> attempts(String runId) throws IOException {
    return children(runDir(runId)).stream()
        .filter(path -> ATTEMPT.matcher(path.getFileName().toString()).matches())
        .filter(Files::isDirectory)
        .map(path -> Integer.valueOf(path.getFileName().toString()))
        .sorted()
        .toList();
  }

  /** The attempt that counts, if one is complete. */
  public Optional<FinishedRun> finished(String runId) throws IOException {
    Optional<FinishedRun> settled = settled(runId);
    if (settled.isPresent()) {
      return settled;
    }
    for (int attempt : attempts(runId)) {
      Optional<FinishedRun> complete = complete(runId, attempt);
      if (complete.isPresent()) {
        return complete;
      }
    }
    return Optional.empty();
  }

  /** The newest complete checkpoint of any attempt, to resume from. */
  public Optional<Path> latestCheckpoint(String runId) throws IOException {
    return Checkpoints.latest(runDir(runId));
  }

  /** All runs that have a folder, finished or not, ascending. */
  public List<String> runIds() throws IOException {
    return children(root).stream()
        .filter(Files::isDirectory)
        .map(path -> path.getFileName().toString())
        .filter(name -> RUN_ID.matcher(name).matches())
        .toList();
  }

  /** All runs that are finished, by run id; reads every weight file. */
  public List<FinishedRun> finishedRuns() throws IOException {
    List<FinishedRun> finished = new ArrayList<>();
    for (String runId : runIds()) {
      finished(runId).ifPresent(finished::add);
    }
    return List.copyOf(finished);
  }

  /**
   * Fixes which attempt counts before it is written into tables.
   *
   * @return the attempt that counts from now on: this one, or the one settled before
   */
  public FinishedRun settle(FinishedRun run) throws IOException {
    Path marker = runDir(run.runId()).resolve(SETTLED_FILE);
    byte[] text = Integer.toString(run.attempt()).getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; ; round++) {
      try {
        Files.write(marker, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
        return run;
      } catch (FileAlreadyExistsException e) {
        Optional<FinishedRun> before = settled(run.runId());
        if (before.isPresent()) {
          return before.get();
        }
        if (round == MAX_SETTLE_ROUNDS) {
          throw e;
        }
        // It names no complete attempt: cut short, or the attempt was damaged or deleted since.
        Files.deleteIfExists(marker);
      }
    }
  }

  private Optional<FinishedRun> settled(String runId) throws IOException {
    Path marker = runDir(runId).resolve(SETTLED_FILE);
    if (!Files.isRegularFile(marker) || Files.size(marker) > 9) {
      return Optional.empty();
    }
    String text = Files.readString(marker, StandardCharsets.US_ASCII);
    return ATTEMPT.matcher(text).matches()
        ? complete(runId, Integer.parseInt(text))
        : Optional.empty();
  }

  private Optional<FinishedRun> complete(String runId, int attempt) throws IOException {
    Path folder = attemptDir(runId, attempt);
    Path file = folder.resolve(TrainResult.FILE_NAME);
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_RESULT_BYTES) {
      return Optional.empty();
    }
    TrainResult result;
    try {
      result = MAPPER.readValue(Files.readAllBytes(file), TrainResult.class);
    } catch (JacksonException | NoSuchFileException e) {
      // Cut short or being deleted: not complete.
      return Optional.empty();
    }
    boolean own = result != null && runId.equals(result.runId()) && attempt == result.attempt();
    return own && weightsAreSound(folder, result)
        ? Optional.of(new FinishedRun(runId, attempt, folder, result))
        : Optional.empty();
  }

  private static boolean weightsAreSound(Path folder, TrainResult result) throws IOException {
    if (result.weightsFile() == null) {
      return !"done".equals(result.status());
    }
    Path weights = folder.resolve(result.weightsFile()).normalize();
    return weights.startsWith(folder)
        && Files.isRegularFile(weights)
        && PackHash.ofFile(weights).equals(result.weightsSha256());
  }

  private Path runDir(String runId) {
    if (!RUN_ID.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "run id must be 1 to 128 of A-Z a-z 0-9 _ -, found " + runId);
    }
    return root.resolve(runId);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }
}
