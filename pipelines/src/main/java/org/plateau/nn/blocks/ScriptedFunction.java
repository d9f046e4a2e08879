package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.plateau.nn.Gradients;

/**
 * A function of the engine that its Java interface lacks, called through a TorchScript module of
 * one line: one fused kernel forward and one backward. The module holds no tensor, so it serves all
 * devices and threads; it lives as long as the process.
 */
final class ScriptedFunction {
  private static final String ARCHIVE = "function/";

  private static final Map<String, ScriptedFunction> LOADED = new ConcurrentHashMap<>();

  private final PtSymbolBlock module;

  /**
   * The function of this expression; made once a process.
   *
   * @param expression a TorchScript expression of the tensor {@code x}, for example {@code
   *     torch.silu(x)}
   */
  static ScriptedFunction of(String expression) {
    return of("x", expression);
  }

  /**
   * A function of several tensors.
   *
   * @param tensors their names, separated by a comma and a space
   * @param expression a TorchScript expression of them
   */
  static ScriptedFunction of(String tensors, String expression) {
    return LOADED.computeIfAbsent(
        tensors + " -> " + expression, key -> new ScriptedFunction(tensors, expression));
  }

  @SuppressWarnings("resource") // held for the life of the process
  private ScriptedFunction(String tensors, String expression) {
    PtNDManager manager = (PtNDManager) NDManager.newBaseManager();
    try {
      module =
          JniUtils.loadModule(
              manager, new ByteArrayInputStream(archive(tensors, expression)), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The function of the tensors, recorded if the thread records. */
  NDArray apply(NDArray... tensors) {
    // The optimiser would replace the kernel's own backward pass by several elementwise ones.
    JniUtils.setGraphExecutorOptimize(false);
    return IValueUtils.forward(module, new NDList(tensors), Gradients.recording()).get(0);
  }

  /** PyTorch's archive of a module without state (zip of code, pickled object and constants). */
  private static byte[] archive(String tensors, String expression) {
    String code =
        """
        class Function(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.Function,
            %s: Tensor) -> Tensor:
            return %s
        """
            .formatted(tensors.replace(", ", ": Tensor,\n    "), expression);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", pickledModule());
      put(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", pickled(")"));
      put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An object of class Function whose state is {@code {"training": False}}. */
  private static byte[] pickledModule() {
    String key = "training";
    String length = (char) key.length() + "\0\0\0";
    return pickled("c__torch__\nFunction\n)\u0081}(X" + length + key + "\u0089ub");
  }

  /** Pickle protocol 2 around opcodes written one byte a character. */
  private static byte[] pickled(String opcodes) {
    return ("\u0080\u0002" + opcodes + ".").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(ARCHIVE + name));
    zip.write(content);
    zip.closeEntry();
  }
}
