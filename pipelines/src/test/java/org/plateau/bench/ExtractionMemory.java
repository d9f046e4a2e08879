package org.plateau.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.Pcm;
import org.plateau.worker.ClipExtractor;
import org.plateau.worker.ExtractorWorker;

/**
 * Memory while distinct clips go through one set: {@code ExtractionMemory SET FOLDER CLIPS
 * [OPENSMILE_HOME]} prints, at a tenth and at all of the clips, the resident memory of this process
 * and of its extractor's, the restarts, and the growth. Started by bench/memory.sh.
 */
public final class ExtractionMemory {
  private static final double MIB = 1 << 20;

  private ExtractionMemory() {}

  public static void main(String[] args) throws Exception {
    String set = args[0];
    List<Path> files = ExtractionSpeed.wavs(Path.of(args[1]));
    int clips = Integer.parseInt(args[2]);
    Canonicaliser canonicaliser = new Canonicaliser(new AudioLimits(1L << 30, 3600));
    double early = 0;
    System.out.println("set clips live_heap_mib own_mib worker_mib restarts growth_percent");
    try (ClipExtractor extractor =
        ExtractionSpeed.open(set, args.length > 3 ? Path.of(args[3]) : null)) {
      for (int clip = 1; clip <= clips; clip++) {
        byte[] file = Files.readAllBytes(files.get(clip % files.size()));
        short[] samples = canonicaliser.read(file, "clip.wav").samples();
        // The clip's number in its first samples' lowest bits: every clip is another one.
        for (int bit = 0; bit < Integer.SIZE; bit++) {
          samples[bit] = (short) ((samples[bit] & ~1) | (clip >>> bit & 1));
        }
        extractor.extract(Pcm.toBytes(samples));
        if (clip == clips / 10 || clip == clips) {
          double own = resident();
          double worker =
              extractor instanceof ExtractorWorker process
                  ? Math.max(0, process.memoryBytes() / MIB)
                  : 0;
          early = clip == clips ? early : own + worker;
          System.out.printf(
              Locale.ROOT,
              "%s %d %.1f %.1f %.1f %d %.2f%n",
              set,
              clip,
              liveHeap(),
              own,
              worker,
              extractor.restarts(),
              100 * ((own + worker) / early - 1));
        }
      }
    }
  }

  private static double liveHeap() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
  }

  private static double resident() throws Exception {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return 0;
  }
}
