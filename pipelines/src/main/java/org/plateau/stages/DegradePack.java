package org.plateau.stages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.plateau.audio.Pcm;
import org.plateau.audio.condition.Condition;
import org.plateau.audio.condition.ConditionSpec;
import org.plateau.audio.condition.Conditions;
import org.plateau.config.UserException;
import org.plateau.packs.Fingerprint;
import org.plateau.packs.PackContent;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackManifest;
import org.plateau.packs.PackName;
import org.plateau.packs.PackReader;
import org.plateau.packs.PackSpec;
import org.plateau.packs.PackWriter;
import org.plateau.stats.Seeds;
import org.plateau.tables.Warehouse;

/**
 * Writes the pack of a test set as it sounds under a condition, in one task. The pack is named by
 * the clean pack and the condition's definition, and kept. A clip's random numbers depend on
 * condition and utterance alone, so all models hear the same.
 */
public final class DegradePack {
  private static final long SEED = 1;

  private final Warehouse warehouse;
  private final Path packsRoot;

  public DegradePack(Warehouse warehouse, Path packsRoot) {
    this.warehouse = warehouse;
    this.packsRoot = packsRoot;
  }

  /**
   * Makes sure that the degraded pack stands.
   *
   * @param clean folder of the clean pack
   * @return the degraded pack's folder
   */
  public Path ensure(Path clean, ConditionSpec condition) throws IOException {
    Path folder = packsRoot.resolve(name(clean, condition));
    try (PackReader pack = PackReader.open(folder)) {
      return pack.manifest().entries() > 0 ? folder : write(clean, condition);
    } catch (IOException absent) {
      return write(clean, condition);
    }
  }

  private Path write(Path clean, ConditionSpec condition) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext());
    Order order = new Order(clean.toString(), packsRoot.toString(), condition);
    return packsRoot.resolve(
        context.parallelize(List.of(StageJson.write(order)), 1).map(new Task()).collect().get(0));
  }

  private static String name(Path clean, ConditionSpec condition) throws IOException {
    try (PackReader pack = PackReader.open(clean)) {
      return PackName.of(
          pack.manifest().fingerprint(), PackContent.PCM16, "raw", extractor(condition));
    }
  }

  private static String extractor(ConditionSpec condition) {
    return PackSpec.PCM16_EXTRACTOR + "|" + SEED + "|" + condition.identity();
  }

  /** One pack to make; travels as JSON. */
  record Order(String clean, String packsRoot, ConditionSpec condition) {}

  /** The executor's side: an order in, the pack's name out. */
  private static final class Task implements Function<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(String json) throws IOException {
      Order order = StageJson.read(json, Order.class);
      try (PackReader clean = PackReader.open(Path.of(order.clean()));
          Condition condition = Conditions.create(order.condition())) {
        PackManifest manifest = clean.manifest();
        PackSpec spec =
            new PackSpec(
                manifest.task(),
                manifest.classes(),
                PackContent.PCM16,
                "raw",
                extractor(order.condition()));
        try (PackWriter pack = PackWriter.create(Path.of(order.packsRoot()), spec)) {
          for (PackEntry entry : clean.entries()) {
            long seed = Seeds.of(SEED, "condition", order.condition().name(), entry.utterance());
            float[] heard = condition.apply(clean.samples(entry), seed);
            if (heard.length != entry.rows()) {
              throw new UserException(
                  "condition %s: gives %d samples for the %d of utterance %s; must be equally many"
                      .formatted(
                          order.condition().name(), heard.length, entry.rows(), entry.utterance()));
            }
            pack.add(Fingerprint.Row.of(entry), quantised(heard, entry.utterance()));
          }
          return pack.finish().pack();
        }
      }
    }

    private static short[] quantised(float[] samples, String utterance) {
      short[] quantised = new short[samples.length];
      for (int i = 0; i < samples.length; i++) {
        if (Float.isNaN(samples[i])) {
          throw new UserException(
              "a condition made sample %d of utterance %s NaN; it must be a number"
                  .formatted(i, utterance));
        }
        quantised[i] = Pcm.quantise(samples[i]);
      }
      return quantised;
    }
  }
}
