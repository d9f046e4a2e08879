package org.plateau.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.Pcm;
import org.plateau.features.FeatureSets;
import org.plateau.worker.ClipExtractor;
import org.plateau.worker.ExtractorSettings;
import org.plateau.worker.ExtractorWorker;
import org.plateau.worker.InProcessExtractor;

/**
 * Time to decode and extract a folder of recordings: {@code ExtractionSpeed SET FOLDER REPEATS
 * WORKERS [OPENSMILE_HOME]} prints one line {@code SET WORKERS SECONDS AUDIO_SECONDS
 * REAL_TIME_FACTOR} of the fastest repeat after one to warm up. Started by bench/speed.sh.
 */
public final class ExtractionSpeed {
  private static final double BYTES_PER_SECOND = 32_000;

  private ExtractionSpeed() {}

  public static void main(String[] args) throws Exception {
    String set = args[0];
    List<Path> files = wavs(Path.of(args[1]));
    int workers = Integer.parseInt(args[3]);
    Path home = args.length > 4 ? Path.of(args[4]) : null;
    List<ClipExtractor> extractors = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      for (int worker = 0; worker < workers; worker++) {
        extractors.add(open(set, home));
      }
      double best = Double.POSITIVE_INFINITY;
      double audioSeconds = 0;
      for (int repeat = 0; repeat <= Integer.parseInt(args[2]); repeat++) {
        long start = System.nanoTime();
        audioSeconds = once(files, extractors, pool);
        double seconds = (System.nanoTime() - start) / 1e9;
        best = repeat == 0 ? best : Math.min(best, seconds);
      }
      System.out.printf(
          Locale.ROOT,
          "%s %d %.3f %.1f %.6f%n",
          set,
          workers,
          best,
          audioSeconds,
          best / audioSeconds);
    } finally {
      pool.shutdownNow();
      extractors.forEach(ClipExtractor::close);
    }
  }

  static ClipExtractor open(String set, Path home) {
    return FeatureSets.nativeSet(set).isPresent()
        ? new ExtractorWorker(
            new ExtractorSettings(256L << 20, 1L << 30, 60, 1, null), set, home, () -> false)
        : new InProcessExtractor(FeatureSets.create(set));
  }

  static List<Path> wavs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }

  private static double once(List<Path> files, List<ClipExtractor> extractors, ExecutorService pool)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<Long>> done = new ArrayList<>();
    for (ClipExtractor extractor : extractors) {
      done.add(
          pool.submit(
              () -> {
                Canonicaliser canonicaliser = new Canonicaliser(new AudioLimits(1L << 30, 3600));
                long bytes = 0;
                for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                  byte[] file = Files.readAllBytes(files.get(i));
                  byte[] pcm = Pcm.toBytes(canonicaliser.read(file, "clip.wav").samples());
                  extractor.extract(pcm);
                  bytes += pcm.length;
                }
                return bytes;
              }));
    }
    long bytes = 0;
    for (Future<Long> each : done) {
      bytes += each.get();
    }
    return bytes / BYTES_PER_SECOND;
  }
}
