package org.plateau.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.training.PredictionRecord;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.training.TrainingListener;

/** Does to its process what option {@code behaviour} says. */
public final class MisbehavingTasks implements WorkerTasks {
  static final long NATIVE_BYTES = 256L << 20;
  static final int PREDICTIONS = 600;

  @Override
  public TrainResult train(TrainRequest request, TrainingListener listener) throws Exception {
    Path pidFile = Path.of(request.attemptDir(), "pid");
    Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));
    for (int epoch = 1; epoch <= 2; epoch++) {
      listener.onStep(epoch, 1, 1);
      listener.onEpoch(new EpochRecord(epoch, 1.0 / 3, Double.NaN, 0.25, 0.5, request.attempt()));
    }
    behave(request.options().get("behaviour"));
    return new TrainResult(
        request.runId(),
        request.attempt(),
        "done",
        1,
        Double.NaN,
        List.of(),
        7,
        7,
        "initial",
        "weights.safetensors",
        "hash",
        1.5,
        surroundings());
  }

  private static Map<String, String> surroundings() {
    Map<String, String> found = new TreeMap<>();
    for (String name :
        List.of("CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "DJL_CACHE_DIR")) {
      found.put(name, System.getenv().getOrDefault(name, "unset"));
    }
    for (String name :
        List.of(
            "ai.djl.offline",
            "ai.djl.pytorch.num_threads",
            "ai.djl.pytorch.num_interop_threads",
            "file.encoding")) {
      found.put(name, System.getProperty(name));
    }
    found.put("locale", Locale.getDefault().toString());
    found.put("heap", Long.toString(Runtime.getRuntime().maxMemory()));
    found.put("class path", System.getProperty("java.class.path"));
    return found;
  }

  private static void behave(String behaviour) throws Exception {
    switch (behaviour) {
      case "succeed" -> System.err.println("all is well: \u00e4\u4e16");
      case "throw" ->
          throw new IllegalArgumentException("no such class", new ArithmeticException("cause"));
      case "halt" -> Runtime.getRuntime().halt(7);
      case "segv" -> unsafe("putAddress", new Class<?>[] {long.class, long.class}, 0L, 0L);
      case "kill" -> signal("KILL");
      case "stop" -> {
        System.err.println("stopping now");
        signal("STOP");
        Thread.sleep(60_000);
      }
      case "sleep" -> Thread.sleep(60_000);
      case "native" -> {
        Object address = unsafe("allocateMemory", new Class<?>[] {long.class}, NATIVE_BYTES);
        Class<?>[] types = {long.class, long.class, byte.class};
        unsafe("setMemory", types, address, NATIVE_BYTES, (byte) 1);
        Thread.sleep(60_000);
      }
      case "heap" -> {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < 10_000) {
          kept.add(new byte[1 << 20]);
        }
      }
      case "garbage" -> printGarbage();
      case "grandchild" -> {
        new ProcessBuilder("sleep", "60").inheritIO().start();
        Runtime.getRuntime().halt(9);
      }
      default -> throw new IllegalArgumentException("behaviour " + behaviour);
    }
  }

  private static void printGarbage() throws Exception {
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      for (int i = 0; i < 1000; i++) {
        out.write(new byte[] {0, 0, 0, 5, '{', '}', 'x', (byte) 0xff, (byte) 0xfe});
        out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void signal(String name) throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    Thread.sleep(60_000);
  }

  /** Calls sun.misc.Unsafe by name, which the compiler does not let pass without a warning. */
  private static Object unsafe(String method, Class<?>[] types, Object... values)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return type.getMethod(method, types).invoke(field.get(null), values);
  }

  /** The same predictions in every process: all sorts of float bits. */
  static PredictionRecord prediction(int i) {
    float[] logits = {
      Float.intBitsToFloat(0x3f800000 + 7_919 * i), -i / 3f, Float.MIN_VALUE * i, Float.NaN
    };
    return new PredictionRecord(
        "set", "clean", "\u00fc-" + i, "audio", null, "neutral", "happy", logits, Math.sqrt(i));
  }

  @Override
  public void predict(PredictRequest request, Consumer<PredictionRecord> sink) {
    for (int i = 0; i < PREDICTIONS; i++) {
      sink.accept(prediction(i));
    }
    if (request.options().containsKey("fail")) {
      throw new IllegalStateException("no more");
    }
  }
}
